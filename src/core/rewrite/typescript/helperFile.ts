import type { SourceFile } from '../callSites';
import { freePath } from '../freePath';
import { oncePer } from '../oncePer';
import type { NewFile } from '../rewrite';
import { environmentOf, publicClientId, settingsOf } from './environment';
import { type ModuleStyle, moduleStyleOf } from './moduleStyle';
import { type AdapterName, adapters, core, environments, type Piece } from './pieces';

/** The first line of a helper file: by it a helper is found again, and a later version can offer to replace it. */
export const MARKER = '// Auth Lens helper: spotify-auth, version 1';

const HELPER_NAME = 'spotify-auth';

/** The helper that a file will import from, and the file to create where the project has none. */
export interface Helper {
  /** As it is written in the import. */
  readonly specifier: string;
  readonly newFiles: readonly NewFile[];
}

export function planHelper(source: SourceFile, adapter?: AdapterName): Helper {
  const known = helpersOf(source);
  const helper = known.get(adapter) ?? plan(source, adapter);
  known.set(adapter, helper);
  return helper;
}

const helpersOf = oncePer(() => new Map<AdapterName | undefined, Helper>());

function plan(source: SourceFile, adapter: AdapterName | undefined): Helper {
  const style = moduleStyleOf(source);
  const existing = source.helpers?.find((file) => file.text.replace(/^\uFEFF/, '').startsWith(MARKER));
  if (existing !== undefined) return planBeside(source, style, existing, adapter);
  const path = freePath(`${folderFor(source.path)}${HELPER_NAME}`, style.extension, source.helpers);
  const setup = adapter === 'auth-js' ? [] : environments[environmentOf(source)];
  const pieces = [core, ...setup, ...(adapter === undefined ? [] : [adapters[adapter]])];
  const text = render(pieces, source, style, []);
  return { specifier: specifierTo(source.path, path, style), newFiles: [{ path, text }] };
}

/** The project's helper as it is, or a second file with only the adapter that it does not have. */
function planBeside(
  source: SourceFile,
  style: ModuleStyle,
  existing: NewFile,
  adapter: AdapterName | undefined,
): Helper {
  if (adapter === undefined || exportsOf(adapters[adapter].javascript).every((name) => hasWord(existing.text, name))) {
    return { specifier: specifierTo(source.path, existing.path, style), newFiles: [] };
  }
  const path = existing.path.replace(/(\.[cm]?[jt]sx?)$/, `-${adapter}$1`);
  const known = source.helpers?.some((file) => file.path === path) ?? false;
  const from = specifierTo(path, existing.path, style);
  const names = exportsOf(core.javascript)
    .concat('spotify')
    .filter((name) => hasWord(adapters[adapter].javascript, name));
  const text = render([adapters[adapter]], source, style, [`import { ${names.sort().join(', ')} } from "${from}";`]);
  return { specifier: specifierTo(source.path, path, style), newFiles: known ? [] : [{ path, text }] };
}

function render(pieces: readonly Piece[], source: SourceFile, style: ModuleStyle, imports: readonly string[]): string {
  const parts = pieces.map((piece) => split(piece[style.language]));
  const allImports = [...new Set([...parts.flatMap((part) => part.imports), ...imports])];
  const body = parts.map((part) => part.body.trim()).join('\n\n');
  const head = `${MARKER}\n// Refreshes Spotify access tokens: before they expire, and once after a 401.\n`;
  const exported = exportsOf(body);
  const code =
    style.modules === 'require' && style.language === 'javascript'
      ? `${allImports.map(toRequire).join('\n')}\n\n${body.replace(/^export /gm, '')}\n\n${moduleExports(exported)}\n`
      : `${allImports.join('\n')}\n\n${body}\n`;
  return restyle(head + withSettings(code.trimStart(), source), style);
}

function split(text: string): { readonly imports: readonly string[]; readonly body: string } {
  const imports: string[] = [];
  const body = text.replace(/^import [^;]+;\n/gm, (statement) => {
    if (!/from "\.\//.test(statement)) imports.push(statement.trim());
    return '';
  });
  return { imports, body };
}

function exportsOf(text: string): string[] {
  return [...text.matchAll(/^export (?:async )?(?:const|function|class) (\w+)/gm)].map(([, name = '']) => name);
}

function toRequire(statement: string): string {
  const [, clause = '', module = ''] = /^import (.+) from "(.+)";$/s.exec(statement) ?? [];
  const [, byDefault, named] = /^(\w+)?(?:, )?(?:\{ (.+) \})?$/.exec(clause) ?? [];
  const names = [
    ...(byDefault === undefined ? [] : [`default: ${byDefault}`]),
    ...(named === undefined ? [] : [named]),
  ];
  return `const { ${names.join(', ')} } = require("${module}");`;
}

function moduleExports(names: readonly string[]): string {
  const line = `module.exports = { ${names.join(', ')} };`;
  return line.length <= 80 ? line : `module.exports = {\n${names.map((name) => `  ${name},\n`).join('')}};`;
}

function withSettings(code: string, source: SourceFile): string {
  const { clientId, clientSecret, refreshToken } = settingsOf(source);
  return code
    .replaceAll('"YOUR_CLIENT_ID"', publicClientId(source) ?? '"YOUR_CLIENT_ID"')
    .replaceAll('SPOTIFY_CLIENT_ID', clientId)
    .replaceAll('SPOTIFY_CLIENT_SECRET', clientSecret)
    .replaceAll('SPOTIFY_REFRESH_TOKEN', refreshToken);
}

/** The templates are written with double quotes, semicolons and two spaces: see `helper/`. */
function restyle(code: string, style: ModuleStyle): string {
  let text = code;
  if (style.quote === "'") text = text.replace(/"([^"'\\\n]*)"/g, "'$1'");
  if (style.semicolons === 'never') text = text.replace(/;$/gm, '').replace(/; (\/\/.*)$/gm, ' $1');
  const step = style.indent;
  text = text.replace(/^(?: {2})+/gm, (spaces) => step.repeat(spaces.length / 2));
  return text.replaceAll('\n', style.lineEnd);
}

/** Beside the file; in `lib` where each file of the folder becomes a page or a function of its own (Next.js, Vercel). */
function folderFor(path: string): string {
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  const routed = /^((?:.*\/)?)(?:pages|netlify\/functions)\/|^()api\//.exec(folder);
  return routed === null ? folder : `${routed[1] ?? ''}lib/`;
}

function specifierTo(from: string, to: string, style: ModuleStyle): string {
  const source = from.split('/').slice(0, -1);
  const target = to.replace(/\.[cm]?[jt]sx?$/, '').split('/');
  let shared = 0;
  while (shared < source.length && shared < target.length - 1 && source[shared] === target[shared]) shared++;
  const up = '../'.repeat(source.length - shared);
  return `${up === '' ? './' : up}${target.slice(shared).join('/')}${style.importEnding}`;
}

function hasWord(text: string, word: string): boolean {
  return new RegExp(`\\b${word}\\b`).test(text);
}
