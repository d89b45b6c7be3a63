import type { SourceFile } from '../callSites';
import { freePath } from '../freePath';
import type { NewFile } from '../rewrite';
import { lineEndOf } from '../style';
import { adapters, core, type LibraryName } from './pieces';

const MARKER = '# Auth Lens helper: spotify-auth, version 1';
const ABOUT = '# Refreshes Spotify access tokens: before they expire, and once after a 401.';
/** By it a helper is found again, and a later version can offer to replace it. */
const BEGINNING = /^\uFEFF?(?:#.*\s+)?# Auth Lens helper: spotify-auth, version \d/;

export interface Helper {
  /** Of the file that has to be required. */
  readonly path: string;
  readonly className: string;
  readonly newFiles: readonly NewFile[];
}

/** The project's helper; a file beside it where that knows another library only; else a new one. */
export function planHelper(source: SourceFile, library: LibraryName): Helper {
  const { text: adapter, sign, suffix } = adapters[library];
  const existing = source.helpers?.find(({ text }) => BEGINNING.test(text));
  if (existing !== undefined) {
    const className = /^class (SpotifyAuth\w*)/m.exec(existing.text)?.[1] ?? 'SpotifyAuth';
    if (existing.text.includes(sign)) return { path: existing.path, className, newFiles: [] };
    const path = existing.path.replace(/\.rb$/, `_${suffix}.rb`);
    const isKnown = source.helpers?.some((file) => file.path === path) ?? false;
    const base = existing.path.slice(existing.path.lastIndexOf('/') + 1).replace(/\.rb$/, '');
    const text = render([adapter], source, className, `require_relative '${base}'`);
    return { path, className, newFiles: isKnown ? [] : [{ path, text }] };
  }
  const path = freePath(`${folderFor(source.path)}spotify_auth${isTaken(source) ? '_2' : ''}`, '.rb', source.helpers);
  const number = /_(\d+)\.rb$/.exec(path)?.[1] ?? '';
  const className = `SpotifyAuth${number}`;
  return { path, className, newFiles: [{ path, text: render([...core, adapter], source, className) }] };
}

/** The program has a class of that name. */
function isTaken({ text }: SourceFile): boolean {
  return /^[\uFEFF \t]*(?:class|module) SpotifyAuth\b/m.test(text);
}

/** Beside the file; in Rails where its loader looks for a class without a module. */
function folderFor(path: string): string {
  return /^(?:.*\/)?app\/[^/]+\//.exec(path)?.[0] ?? path.slice(0, path.lastIndexOf('/') + 1);
}

/** One class out of several pieces of it, with their requires on top. */
function render(pieces: readonly string[], source: SourceFile, className: string, ownRequire = ''): string {
  const requires = new Set<string>();
  const bodies = pieces.map((piece) =>
    piece
      .replace(/^require .*\n/gm, (line) => {
        requires.add(line);
        return '';
      })
      .trim(),
  );
  const head = [
    '# frozen_string_literal: true',
    `${MARKER}\n${ABOUT}`,
    [...requires].sort().join('').trim(),
    ownRequire,
  ];
  const text = `${[...head.filter(Boolean), joinClass(bodies)].join('\n\n')}\n`;
  return withSettings(text, source)
    .replace(/\bSpotifyAuth\b/g, className)
    .replaceAll('\n', lineEndOf(source.text));
}

/** `class SpotifyAuth … end` once, with what is private of the first piece at the end. */
function joinClass(bodies: readonly string[]): string {
  const [first = '', ...others] = bodies;
  const inner = others.map((body) => body.replace(/^class SpotifyAuth\n/, '').replace(/\nend$/, ''));
  const [shown = '', hidden = ''] = first.replace(/\nend$/, '').split('\n\n  private\n');
  const parts = [shown, ...inner, ...(hidden === '' ? [] : [`  private\n${hidden}`])];
  return `${parts.join('\n\n')}\nend`;
}

function withSettings(text: string, { text: source }: SourceFile): string {
  const variable = (pattern: RegExp): string | undefined => {
    for (const [, name = ''] of source.matchAll(/ENV(?:\.fetch\(|\[)\s*['"](\w+)['"]/g))
      if (pattern.test(name)) return name;
    return undefined;
  };
  const grant = /client_credentials/.test(source) ? 'client_credentials' : 'refresh_token';
  return text
    .replaceAll('SPOTIFY_CLIENT_ID', variable(/CLIENT_?ID/i) ?? 'SPOTIFY_CLIENT_ID')
    .replaceAll('SPOTIFY_CLIENT_SECRET', variable(/SECRET/i) ?? 'SPOTIFY_CLIENT_SECRET')
    .replaceAll('SPOTIFY_REFRESH_TOKEN', variable(/REFRESH_?TOKEN/i) ?? 'SPOTIFY_REFRESH_TOKEN')
    .replace("GRANT = 'refresh_token'", `GRANT = '${grant}'`);
}
