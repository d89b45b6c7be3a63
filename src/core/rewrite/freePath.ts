import type { NewFile } from './rewrite';

/** `lib/spotify-auth` and `.ts` make `lib/spotify-auth.ts`, or with a number where the user's own file has that name. */
export function freePath(stem: string, ending: string, taken: readonly NewFile[] = []): string {
  for (let number = 1; ; number++) {
    const path = number === 1 ? `${stem}${ending}` : `${stem}-${number}${ending}`;
    if (taken.every((file) => file.path !== path)) return path;
  }
}
