import type { Node } from 'web-tree-sitter';
import type { Edit } from '../../text/edit';
import type { CallSite, Refactoring, SourceFile } from '../callSites';
import { environmentOf, type HelperKit, isForAndroid, planHelper } from '../compiled/helperFile';
import { isPerRequest, PER_REQUEST, tokenOf } from '../compiled/perRequest';
import { insertion } from '../insertion';
import { distinct, nodesNamed } from '../nodes';
import { lineEndOf } from '../style';
import { isCall } from './findCallSites';

export type LibraryName = 'okhttp' | 'retrofit';

/** How the language writes what is inserted. */
export interface Dialect {
  readonly kit: HelperKit<LibraryName>;
  readonly newClient: string;
  /** The import of a name: `import a.b.SpotifyAuth;` */
  readonly importLine: (name: string) => string;
  readonly importType: string;
}

/** The helper's function around a client: `new OkHttpClient()` becomes `SpotifyAuth.USER.client(new OkHttpClient())`. */
export function wrapClients(library: LibraryName, dialect: Dialect): Refactoring {
  return (source, sites) => {
    const targets = sites.filter((site) => !isPerRequest(source, site));
    // A service without a client of its own gets one; a call whose client is not known here is left alone.
    const nodes = distinct(targets.map(({ node }) => node)).filter((node) => library === 'retrofit' || !isCall(node));
    if (nodes.length === 0) return undefined;
    const write = () => {
      const session = `SpotifyAuth.${environmentOf(source).toUpperCase()}.client(`;
      const edits = [...nodes]
        .sort((a, b) => a.startIndex - b.startIndex)
        .flatMap((node) =>
          isCall(node)
            ? [insert(node.endIndex, `${lineBefore(source, node)}.client(${session}${dialect.newClient}))`)]
            : [insert(node.startIndex, session), insert(node.endIndex, ')')],
        );
      const { file, newFiles } = planHelper(source, dialect.kit, library);
      return { edits: [...importEdits(source, packageOf(file.text), dialect), ...edits], newFiles };
    };
    return { ...insertion(tokenOf(source, targets)), library, write };
  };
}

/** The line end and indentation in front of the last `.name(…)` of a chain that is written a line a call. */
function lineBefore({ text }: SourceFile, chain: Node): string {
  const dot = chain.text.lastIndexOf('.baseUrl');
  const before = text.slice(Math.max(0, chain.startIndex + dot - 200), chain.startIndex + dot);
  return dot === -1 ? '' : (/\r?\n[ \t]*$/.exec(before)?.[0] ?? '');
}

/** An Android app may write into a folder of its own only; Java knows that one as the place for temporary files. */
export function forAndroid(helper: string, source: SourceFile): string {
  if (!isForAndroid(source)) return helper;
  const file = '".spotify-tokens.json"';
  return helper.replace(`Paths.get(${file})`, `Paths.get(System.getProperty("java.io.tmpdir"), ${file})`);
}

/** Why a call is left alone. */
export function obstacle(source: SourceFile, site: CallSite): string | undefined {
  if (isPerRequest(source, site)) return PER_REQUEST;
  return site.code === 'missing-401-handling'
    ? 'No quick fix: this OkHttpClient is made elsewhere. Give it an authenticator where it is made.'
    : undefined;
}

/** None where the helper is in the same package. */
function importEdits(source: SourceFile, helperPackage: string, { importLine, importType }: Dialect): readonly Edit[] {
  const line = importLine(`${helperPackage}.SpotifyAuth`);
  if (helperPackage === packageOf(source.text) || helperPackage === '' || source.text.includes(line)) return [];
  const words = [...nodesNamed(source.root, source.text, 'import')];
  const last = words.flatMap(({ parent }) => (parent?.type === importType ? parent : [])).at(-1);
  return last === undefined ? [] : [insert(last.endIndex, `${lineEndOf(source.text)}${line}`)];
}

function packageOf(text: string): string {
  return /^[\uFEFF \t]*package ([\w.]+)/m.exec(text)?.[1] ?? '';
}

function insert(offset: number, newText: string): Edit {
  return { start: offset, end: offset, newText };
}
