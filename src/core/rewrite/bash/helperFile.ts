import type { SourceFile } from '../callSites';
import { freePath } from '../freePath';
import { oncePer } from '../oncePer';
import type { NewFile } from '../rewrite';
import { lineEndOf } from '../style';
import { text as readArguments } from './helper/arguments.sh?text';
import { text as curl } from './helper/curl.sh?text';
import { text as tokens } from './helper/tokens.sh?text';

const HEAD = '# shellcheck shell=bash\n';
/** By it a helper is found again, and a later version can offer to replace it. */
const MARKER = '# Auth Lens helper: spotify-auth, version 1\n';
const BEGINNING = /^\uFEFF?# shellcheck shell=bash\s+# Auth Lens helper: spotify-auth, version \d/;

export interface Helper {
  readonly path: string;
  readonly newFiles: readonly NewFile[];
}

export const planHelper = oncePer((source: SourceFile): Helper => {
  const existing = source.helpers?.find(({ text }) => BEGINNING.test(text));
  if (existing !== undefined) return { path: existing.path, newFiles: [] };
  const folder = source.path.slice(0, source.path.lastIndexOf('/') + 1);
  const path = freePath(`${folder}spotify-auth`, '.sh', source.helpers);
  return { path, newFiles: [{ path, text: render(source) }] };
});

function render({ text: source }: SourceFile): string {
  const pieces = [curl, readArguments, tokens].map((piece) => piece.replace(HEAD, '').trim());
  return withSettings(`${HEAD}${MARKER}${pieces.join('\n\n')}\n`, source).replaceAll('\n', lineEndOf(source));
}

const NAMES = /CLIENT_?ID|SECRET|REFRESH_?TOKEN/i;

/** The variables that the script has for its settings, and the grant that it asks for. */
function withSettings(text: string, source: string): string {
  const variable = (pattern: RegExp): string | undefined => {
    if (!NAMES.test(source)) return undefined;
    for (const [, name = ''] of source.matchAll(/\$\{?([A-Za-z_]\w*)/g)) if (pattern.test(name)) return name;
    return undefined;
  };
  const grant = /client_credentials/.test(source) ? 'client_credentials' : 'refresh_token';
  return text
    .replaceAll('SPOTIFY_CLIENT_ID', variable(/CLIENT_?ID$/i) ?? 'SPOTIFY_CLIENT_ID')
    .replaceAll('SPOTIFY_CLIENT_SECRET', variable(/SECRET$/i) ?? 'SPOTIFY_CLIENT_SECRET')
    .replaceAll('SPOTIFY_REFRESH_TOKEN', variable(/REFRESH_?TOKEN$/i) ?? 'SPOTIFY_REFRESH_TOKEN')
    .replace('SPOTIFY_GRANT=refresh_token', `SPOTIFY_GRANT=${grant}`);
}
