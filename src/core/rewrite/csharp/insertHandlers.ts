import type { Node } from 'web-tree-sitter';
import type { Edit } from '../../text/edit';
import type { Refactoring, SourceFile } from '../callSites';
import { readCall } from '../compiled/calls';
import { environmentOf, planHelper } from '../compiled/helperFile';
import { isPerRequest, tokenOf } from '../compiled/perRequest';
import { insertion } from '../insertion';
import { distinct, field, nodesNamed } from '../nodes';
import { lineEndOf } from '../style';
import { kit, namespaceOf } from './helper';

/** `new HttpClient()` becomes `new HttpClient(SpotifyAuth.User.Handler())`; a handler that is there goes inside. */
export const insertHandlers: Refactoring = (source, sites) => {
  const targets = sites.filter((site) => !isPerRequest(source, site));
  const session = environmentOf(source) === 'app' ? 'SpotifyAuth.App' : 'SpotifyAuth.User';
  const edits = [...distinct(targets.map(({ node }) => node))]
    .sort((a, b) => a.startIndex - b.startIndex)
    .flatMap((node) => editsFor(node, session));
  if (edits.length === 0) return undefined;
  const write = () => {
    const { file, newFiles } = planHelper(source, kit, 'HttpClient');
    return { edits: [...usingEdits(source, namespaceOf(file.text)), ...edits], newFiles };
  };
  return { ...insertion(tokenOf(source, targets)), library: 'HttpClient', write };
};

/** None for a client that is made elsewhere: its handlers cannot be changed here. */
function editsFor(node: Node, session: string): readonly Edit[] {
  const call = readCall(node);
  if (call?.name === 'AddHttpClient')
    return [insert(node.endIndex, `.AddHttpMessageHandler(${session}.ChainedHandler)`)];
  if (!/creation_expression$/.test(node.type)) return [];
  const handler = call?.args[0];
  if (handler !== undefined) {
    return [insert(handler.startIndex, `${session}.Handler(`), insert(handler.endIndex, ')')];
  }
  const list = field(node, 'arguments') ?? node.namedChildren.find(({ type }) => type === 'argument_list');
  if (list !== undefined) return [insert(list.startIndex + 1, `${session}.Handler()`)];
  // `new HttpClient { … }` has no list at all.
  const type = field(node, 'type');
  return type === undefined ? [] : [insert(type.endIndex, `(${session}.Handler())`)];
}

/** None where the helper's namespace is that of the file, or around it. */
function usingEdits(source: SourceFile, namespace: string): readonly Edit[] {
  const own = namespaceOf(source.text);
  const line = `using ${namespace};`;
  if (namespace === '' || `${own}.`.startsWith(`${namespace}.`) || source.text.includes(line)) return [];
  const words = [...nodesNamed(source.root, source.text, 'using')];
  const last = words.flatMap(({ parent }) => (parent?.type === 'using_directive' ? parent : [])).at(-1);
  const lineEnd = lineEndOf(source.text);
  if (last !== undefined) return [insert(last.endIndex, `${lineEnd}${line}`)];
  return [insert(source.text.startsWith('\uFEFF') ? 1 : 0, `${line}${lineEnd}`)];
}

function insert(offset: number, newText: string): Edit {
  return { start: offset, end: offset, newText };
}
