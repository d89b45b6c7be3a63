import type { SourceFile } from '../callSites';
import { freePath } from '../freePath';
import { oncePer } from '../oncePer';
import type { NewFile } from '../rewrite';
import { lineEndOf } from '../style';
import { adapters, environments, type LibraryName } from './pieces';

/** The first line of a helper file: by it a helper is found again, and a later version can offer to replace it. */
export const MARKER = '# Auth Lens helper: spotify-auth, version 1';

export interface Helper {
  /** The module, as it is written in the import. */
  readonly module: string;
  readonly newFiles: readonly NewFile[];
}

export function planHelper(source: SourceFile, library: LibraryName, name: string): Helper {
  const known = helpersOf(source);
  const helper = known.get(name) ?? plan(source, library, name);
  known.set(name, helper);
  return helper;
}

const helpersOf = oncePer(() => new Map<string, Helper>());

function plan(source: SourceFile, library: LibraryName, name: string): Helper {
  const existing = source.helpers?.find((file) => file.text.replace(/^\uFEFF/, '').startsWith(MARKER));
  if (existing !== undefined) {
    if (new RegExp(`^(?:async def )?${name}\\b`, 'm').test(existing.text)) {
      return { module: moduleOf(source, existing.path), newFiles: [] };
    }
    const path = existing.path.replace(/\.py$/, `_${library}.py`);
    const text = render(
      adapters[library],
      source,
      `from ${moduleOf({ ...source, path }, existing.path)} import is_spotify_api, spotify`,
    );
    const isKnown = source.helpers?.some((file) => file.path === path) ?? false;
    return { module: moduleOf(source, path), newFiles: isKnown ? [] : [{ path, text }] };
  }
  const path = freePath(`${source.path.slice(0, source.path.lastIndexOf('/') + 1)}spotify_auth`, '.py', source.helpers);
  const environment = /client_credentials|SpotifyClientCredentials/.test(source.text)
    ? environments.app
    : environments.user;
  return {
    module: moduleOf(source, path),
    newFiles: [{ path, text: render([...environment, ...adapters[library]], source) }],
  };
}

/** One module out of several: their imports on top, without those of each other. */
function render(pieces: readonly string[], source: SourceFile, ownImport?: string): string {
  const imports = new Map<string, Set<string>>();
  const plain = new Set<string>();
  let docstring = '';
  const bodies = pieces.map((piece) =>
    piece
      .replace(/^"""[^"]*"""\n/, (text) => {
        docstring = text;
        return '';
      })
      .replace(/^from \.\w+ import .*\n/gm, '')
      .replace(/^from (\S+) import (.+)\n/gm, (_, module: string, names: string) => {
        const known = imports.get(module) ?? new Set();
        for (const name of names.split(', ')) known.add(name);
        imports.set(module, known);
        return '';
      })
      .replace(/^import (\S+)\n/gm, (_, module: string) => {
        plain.add(module);
        return '';
      })
      .trim(),
  );
  imports.delete('__future__');
  const byName = (a: string, b: string) => (a < b ? -1 : 1);
  const isForeign = (line: string) => /^import (?:requests|httpx|aiohttp)/.test(line);
  const lines = [
    ...[...plain].sort(byName).map((module) => `import ${module}`),
    ...[...imports]
      .sort(([a], [b]) => byName(a, b))
      .map(([module, names]) => importLine(module, [...names].sort(byName))),
  ];
  const groups = [
    'from __future__ import annotations',
    lines.filter((line) => !isForeign(line)).join('\n'),
    lines.filter(isForeign).join('\n'),
    ownImport ?? '',
  ].filter((group) => group !== '');
  const text = `${MARKER}\n${docstring}\n${groups.join('\n\n')}\n\n${separated(bodies)}\n`;
  return withSettings(text, source).replaceAll('\n', lineEndOf(source.text));
}

/** As Black writes it: in one line of 88 characters, else a line a name. */
function importLine(module: string, names: readonly string[]): string {
  const line = `from ${module} import ${names.join(', ')}`;
  return line.length <= 88 ? line : `from ${module} import (\n${names.map((name) => `    ${name},\n`).join('')})`;
}

/** Two blank lines around what is defined, one around the rest: what formatters leave alone. */
function separated(bodies: readonly string[]): string {
  return bodies.reduce((text, body, index) => {
    if (index === 0) return /^(?:def|class|async|@)/.test(body) ? `\n${body}` : body;
    return `${text}\n\n\n${body}`;
  }, '');
}

function withSettings(text: string, { text: source }: SourceFile): string {
  const variable = (pattern: RegExp): string | undefined => {
    for (const [, name = ''] of source.matchAll(/(?:environ(?:\.get\(|\[)|getenv\()\s*['"](\w+)['"]/g))
      if (pattern.test(name)) return name;
    return undefined;
  };
  return text
    .replaceAll('SPOTIFY_CLIENT_ID', variable(/CLIENT_?ID/i) ?? 'SPOTIFY_CLIENT_ID')
    .replaceAll('SPOTIFY_CLIENT_SECRET', variable(/SECRET/i) ?? 'SPOTIFY_CLIENT_SECRET')
    .replaceAll('SPOTIFY_REFRESH_TOKEN', variable(/REFRESH_?TOKEN/i) ?? 'SPOTIFY_REFRESH_TOKEN');
}

/** As the file imports its neighbours: relative, from the package's root, or by the bare name. */
function moduleOf(source: SourceFile, target: string): string {
  const from = source.path.split('/').slice(0, -1);
  const to = target.replace(/\.py$/, '').split('/');
  const folder = to.slice(0, -1);
  const name = to.at(-1) ?? 'spotify_auth';
  const top = from[0];
  if (/^from \.+\w* import /m.test(source.text)) {
    let shared = 0;
    while (shared < from.length && shared < folder.length && from[shared] === folder[shared]) shared++;
    return '.'.repeat(from.length - shared + 1) + [...folder.slice(shared), name].join('.');
  }
  if (top !== undefined && new RegExp(`^(?:from|import) ${top.replace(/\W/g, '')}\\.`, 'm').test(source.text))
    return to.join('.');
  if (from.join('/') !== folder.join('/')) return to.join('.');
  return isPartOfPackage(source) ? `.${name}` : name;
}

/**
 * Whether the file is imported by its package's name, where nothing in it says so: it is in a folder that can be a package
 * and is not one that programs are started in, and it is no program itself.
 */
function isPartOfPackage({ path, text, root }: SourceFile): boolean {
  const [file = '', folder = ''] = path.split('/').reverse();
  if (!/^[a-z_]\w*$/.test(folder) || STARTED_IN.test(folder) || STARTED.test(file)) return false;
  const runs = root.namedChildren.some(
    (one) =>
      one.type === 'expression_statement' &&
      /^(?:call|await)$/.test(one.namedChildren[0]?.type ?? '') &&
      !SETS_UP.test(one.text),
  );
  return !runs && !/^if __name__ ==|\b(?:FastAPI|Flask|Typer)\(/m.test(text);
}

/** Folders of programs: Python looks for modules in the folder of the one that it runs. */
const STARTED_IN =
  /^(?:src|source|app|api|backend|server|scripts?|bin|bots?|tools|code|python|functions?|lambda|examples?)$/;
/** What modules do when they are imported, too. */
const SETS_UP =
  /^(?:\w+\.)*(?:load_dotenv|basicConfig|filterwarnings|disable_warnings|append|insert|register|setLevel)\(/;
const STARTED = /^(?:main|app|server|index|manage|run|bot|wsgi|asgi|cli|__main__|setup)\.py$/;
