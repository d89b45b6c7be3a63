import type { SourceFile } from '../callSites';
import { freePath } from '../freePath';
import { oncePer, oncePerTree } from '../oncePer';
import { occurs, placesIn } from '../places';
import type { NewFile } from '../rewrite';
import { indentOf, lineEndOf } from '../style';

/** A part of a helper file, and the text by which a file is known to have it. */
export interface HelperPiece {
  readonly provides: string;
  readonly text: string;
}

/** Whose token it is: the client's own (client credentials), or of somebody who signed in. */
export type Environment = 'app' | 'user';

export const environmentOf = oncePerTree((source: SourceFile): Environment => (occurs(source, APP) ? 'app' : 'user'));

/** Whether it is a part of an Android app. */
export const isForAndroid = oncePerTree((source: SourceFile): boolean => occurs(source, ANDROID));

const APP = /client_?credentials/gi;
const ANDROID = /^import androidx?\./gm;

/** How the helper of a language is put together. */
export interface HelperKit<Library extends string> {
  /** The first line: by it a helper is found again, and a later version can offer to replace it. */
  readonly marker: string;
  /** File name without and with its ending. */
  readonly stem: string;
  readonly ending: string;
  /** Where a new helper goes, where that is not the folder of the file. Folders end in a slash. */
  folderFor?(folder: string): string;
  /** One step of indentation in the pieces, where the language leaves that to people. */
  readonly indent?: string;
  /** Whether one helper serves the project, or every folder has its own. */
  readonly scope: 'project' | 'folder';
  pieces(library: Library, environment: Environment): readonly HelperPiece[];
  /** Which environment variables the file reads: the helper reads the same. */
  readonly settings: {
    readonly read: RegExp;
    readonly clientId: RegExp;
    readonly clientSecret: RegExp;
    readonly refreshToken: RegExp;
  };
  /** One file out of pieces, in the package or namespace of `source`. `existing` is the helper that has the others. */
  render(pieces: readonly string[], source: SourceFile, existing: NewFile | undefined): string;
}

export interface Helper {
  /** The file that has what the library needs: there already, or among the new ones. */
  readonly file: NewFile;
  readonly newFiles: readonly NewFile[];
}

/** The project's helper as it is, a new one, or a second file with the pieces that it does not have. */
export function planHelper<Library extends string>(
  source: SourceFile,
  kit: HelperKit<Library>,
  library: Library,
): Helper {
  const known = helpersOf(source);
  const helper = known.get(library) ?? plan(source, kit, library);
  known.set(library, helper);
  return helper;
}

const helpersOf = oncePer((_: SourceFile) => new Map<string, Helper>());

function plan<Library extends string>(source: SourceFile, kit: HelperKit<Library>, library: Library): Helper {
  const folder = source.path.slice(0, source.path.lastIndexOf('/') + 1);
  const ours = (source.helpers ?? []).filter(
    ({ path, text }) =>
      text.replace(/^\uFEFF/, '').startsWith(kit.marker) &&
      (kit.scope === 'project' || path.slice(0, path.lastIndexOf('/') + 1) === folder),
  );
  const wanted = kit.pieces(library, environmentOf(source));
  const missing = wanted.filter(({ provides }) => ours.every(({ text }) => !text.includes(provides)));
  const [first] = ours;
  const last = wanted.at(-1)?.provides ?? '';
  if (first !== undefined && missing.length === 0) {
    return { file: ours.find(({ text }) => text.includes(last)) ?? first, newFiles: [] };
  }
  const place =
    first === undefined ? (kit.folderFor?.(folder) ?? folder) : first.path.slice(0, first.path.lastIndexOf('/') + 1);
  const path = freePath(`${place}${kit.stem}`, kit.ending, source.helpers);
  const body = kit.render(
    missing.map(({ text }) => text),
    source,
    first,
  );
  const indented = kit.indent === undefined ? body : withIndent(body, kit.indent, indentOf(source.text));
  const text = `${kit.marker}\n${withSettings(indented, source, kit)}`.replaceAll('\n', lineEndOf(source.text));
  return { file: { path, text }, newFiles: [{ path, text }] };
}

/** A comment's star is one further in than its step. */
function withIndent(text: string, from: string, to: string): string {
  return text.replace(
    /^ +/gm,
    (spaces) => to.repeat(spaces.length / from.length) + ' '.repeat(spaces.length % from.length),
  );
}

function withSettings(text: string, source: SourceFile, { settings }: Pick<HelperKit<string>, 'settings'>): string {
  const read = placesIn(source)
    .of(settings.read)
    .map(({ start, end }) => source.text.slice(start, end).match(/\w+(?=\W*$)/)?.[0] ?? '');
  const nameOr = (pattern: RegExp, usual: string) => read.find((name) => pattern.test(name)) ?? usual;
  return text
    .replaceAll('SPOTIFY_CLIENT_ID', nameOr(settings.clientId, 'SPOTIFY_CLIENT_ID'))
    .replaceAll('SPOTIFY_CLIENT_SECRET', nameOr(settings.clientSecret, 'SPOTIFY_CLIENT_SECRET'))
    .replaceAll('SPOTIFY_REFRESH_TOKEN', nameOr(settings.refreshToken, 'SPOTIFY_REFRESH_TOKEN'));
}
