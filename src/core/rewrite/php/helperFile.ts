import type { SourceFile } from '../callSites';
import { oncePer } from '../oncePer';
import type { NewFile } from '../rewrite';
import { lineEndOf } from '../style';
import { text as auth } from './helper/SpotifyAuth.php?text';
import { text as middleware } from './helper/SpotifyMiddleware.php?text';
import { text as tokenFile } from './helper/SpotifyTokenFile.php?text';
import { namespaceOf } from './names';

const MARKER = '// Auth Lens helper: spotify-auth, version 1';
/** By it a helper is found again, and a later version can offer to replace it. */
const BEGINNING = /^\uFEFF?<\?php\s+\/\/ Auth Lens helper: spotify-auth, version \d/;

export interface Helper {
  readonly path: string;
  readonly namespace: string;
  readonly className: string;
  readonly newFiles: readonly NewFile[];
}

/** The project's helper, or a new one beside the file and in its namespace. */
export const planHelper = oncePer((source: SourceFile): Helper => {
  const existing = source.helpers?.find(({ text }) => BEGINNING.test(text));
  if (existing !== undefined) {
    const namespace = /^namespace ([\w\\]+);/m.exec(existing.text)?.[1] ?? '';
    const className = /^final class (SpotifyAuth\w*)\b/m.exec(existing.text)?.[1] ?? 'SpotifyAuth';
    return { path: existing.path, namespace, className, newFiles: [] };
  }
  const folder = source.path.slice(0, source.path.lastIndexOf('/') + 1);
  const className = freeClass(source, folder);
  const path = `${folder}${className}.php`;
  const namespace = namespaceOf(source);
  return { path, namespace, className, newFiles: [{ path, text: render(source, namespace, className) }] };
});

/** A class has the name of its file, so neither may be taken. */
function freeClass({ text, helpers = [] }: SourceFile, folder: string): string {
  for (let number = 1; ; number++) {
    const name = number === 1 ? 'SpotifyAuth' : `SpotifyAuth${number}`;
    const isTaken = helpers.some(({ path }) => path === `${folder}${name}.php`);
    if (!isTaken && !new RegExp(`\\b${name}\\b`).test(text)) return name;
  }
}

/** One file out of several: one head, and their imports on top. */
function render(source: SourceFile, namespace: string, className: string): string {
  const imports = new Set<string>();
  const bodies = [auth, middleware, tokenFile].map((piece) =>
    piece
      .replace(/^use .*\n/gm, (line) => {
        imports.add(line);
        return '';
      })
      .replace(/^<\?php\n+(?:\/\/.*\n+)?declare\(strict_types=1\);\n+/, '')
      .trim(),
  );
  const about = /^\/\/ .*$/m.exec(auth)?.[0] ?? '';
  const head = [
    `<?php\n\n${MARKER}\n${about}\n\ndeclare(strict_types=1);`,
    ...(namespace === '' ? [] : [`namespace ${namespace};`]),
    [...imports].sort().join('').trim(),
  ];
  const text = `${[...head, ...bodies].join('\n\n')}\n`;
  return withSettings(text, source)
    .replace(/\bSpotifyAuth\b/g, className)
    .replaceAll('\n', lineEndOf(source.text));
}

/** The names that the file reads its settings by, and the grant that it asks for. */
function withSettings(text: string, { text: source }: SourceFile): string {
  const variable = (pattern: RegExp): string | undefined => {
    for (const [, name = ''] of source.matchAll(/(?:env\(|_ENV\[|_SERVER\[)\s*['"](\w+)['"]/g))
      if (pattern.test(name)) return name;
    return undefined;
  };
  return text
    .replaceAll('SPOTIFY_CLIENT_ID', variable(/CLIENT_?ID/i) ?? 'SPOTIFY_CLIENT_ID')
    .replaceAll('SPOTIFY_CLIENT_SECRET', variable(/SECRET/i) ?? 'SPOTIFY_CLIENT_SECRET')
    .replaceAll('SPOTIFY_REFRESH_TOKEN', variable(/REFRESH_?TOKEN/i) ?? 'SPOTIFY_REFRESH_TOKEN')
    .replace(
      "GRANT = 'refresh_token'",
      `GRANT = '${/client_credentials/.test(source) ? 'client_credentials' : 'refresh_token'}'`,
    );
}
