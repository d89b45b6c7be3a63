import type { NewFile } from './rewrite';

/** `lib/spotify-auth` and `.ts` make `lib/spotify-auth.ts`, or with a number, in the name's own style, where the user's own file has that name. */
export function freePath(stem: string, ending: string, taken: readonly NewFile[] = []): string {
  const separator = stem.includes('_', stem.lastIndexOf('/') + 1) ? '_' : '-';
  for (let number = 1; ; number++) {
    const path = number === 1 ? `${stem}${ending}` : `${stem}${separator}${number}${ending}`;
    if (taken.every((file) => file.path !== path)) return path;
  }
}
