import type { SourceFile } from '../callSites';
import type { HelperKit } from '../compiled/helperFile';
import { text as core } from './helper/core.go?text';
import { text as credentials } from './helper/credentials.go?text';
import { text as fileStore } from './helper/file_store.go?text';
import { text as memoryStore } from './helper/memory_store.go?text';
import { text as oauth2 } from './helper/oauth2.go?text';
import { text as setupApp } from './helper/setup_app.go?text';
import { text as setupUser } from './helper/setup_user.go?text';
import { text as transport } from './helper/transport.go?text';

export type LibraryName = 'net/http' | 'zmb3/spotify';

const common = [
  { provides: 'type SpotifySession struct', text: core },
  { provides: 'type spotifyTransport struct', text: transport },
  { provides: 'func spotifyCredentials(', text: credentials },
];
const memory = { provides: 'type SpotifyMemoryStore struct', text: memoryStore };
const oauth = { provides: 'func SpotifyOAuth2Client(', text: oauth2 };
const user = [
  { provides: 'type SpotifyFileStore struct', text: fileStore },
  { provides: 'func SpotifyClient(', text: setupUser },
];
const app = [memory, { provides: 'func SpotifyClient(', text: setupApp }];

/** The helper of a package: Go sees what lies in the same folder. */
export const helper: HelperKit<LibraryName> = {
  marker: '// Auth Lens helper: spotify-auth, version 1',
  stem: 'spotify_auth',
  ending: '.go',
  scope: 'folder',
  pieces: (library, environment) =>
    library === 'zmb3/spotify' ? [...common, memory, oauth] : [...common, ...(environment === 'app' ? app : user)],
  settings: {
    clientId: /CLIENT_?ID|SPOTIFY_ID/i,
    clientSecret: /SECRET/i,
    refreshToken: /REFRESH_?TOKEN/i,
    read: /Getenv\("(\w+)"\)/g,
  },
  render,
};

/** One file out of several: one package clause, one list of imports, as gofmt groups them. */
function render(pieces: readonly string[], source: SourceFile): string {
  const name = /^package (\w+)/m.exec(source.text)?.[1] ?? 'main';
  const imports = new Set<string>();
  let comment = '';
  const bodies = pieces.map((piece) =>
    piece
      .replace(/^(\/\/ .*\n)?package .*\n/, (_, line: string | undefined) => {
        if (line !== undefined) comment = line;
        return '';
      })
      .replace(/^import (?:"(.+)"|\(([^)]*)\))\n/m, (_, one: string | undefined, many: string | undefined) => {
        for (const path of one === undefined ? (many ?? '').matchAll(/"(.+)"/g) : [['', one]])
          imports.add(path[1] ?? '');
        return '';
      })
      .trim(),
  );
  const sorted = [...imports].sort();
  const group = (paths: readonly string[]) => paths.map((path) => `\t"${path}"\n`).join('');
  const groups = [sorted.filter((path) => !path.includes('.')), sorted.filter((path) => path.includes('.'))];
  const list = groups
    .filter((paths) => paths.length > 0)
    .map(group)
    .join('\n');
  return `\n${comment}package ${name}\n\nimport (\n${list})\n\n${bodies.join('\n\n')}\n`;
}
