import type { Node } from 'web-tree-sitter';
import type { Edit } from '../../text/edit';
import type { CallSite, Refactoring, SourceFile } from '../callSites';
import { readCall } from '../compiled/calls';
import { environmentOf, planHelper } from '../compiled/helperFile';
import { isPerRequest, PER_REQUEST, tokenOf } from '../compiled/perRequest';
import { insertion } from '../insertion';
import { ancestor, field } from '../nodes';
import { kit } from './helper';
import { moduleEdits } from './moduleEdits';

/** `request.send().await?` becomes `request.send_as_user().await?`. */
export const sendRefreshed: Refactoring = (source, targets) => {
  const sites = targets.filter((site) => takesOurError(source, site.node) && !isPerRequest(source, site));
  const names = sites.flatMap(({ node }) => nameOf(node) ?? []);
  if (names.length === 0) return undefined;
  const write = () => {
    const { file, newFiles } = planHelper(source, kit, 'reqwest');
    const ending = `_as_${environmentOf(source)}`;
    const edits = names.map(({ endIndex }) => ({ start: endIndex, end: endIndex, newText: ending }) satisfies Edit);
    return { edits: [...moduleEdits(source, file.path), ...edits], newFiles };
  };
  return { ...insertion(tokenOf(source, sites)), library: 'reqwest', write };
};

export function obstacle(source: SourceFile, site: CallSite): string | undefined {
  const { library, node } = site;
  if (library !== 'reqwest') return undefined;
  if (isPerRequest(source, site)) return PER_REQUEST;
  return isBlocking(source)
    ? 'No quick fix: the helper is for asynchronous clients.'
    : takesOurError(source, node)
      ? undefined
      : 'No quick fix: an error of reqwest cannot say “sign in again”. Return Box<dyn std::error::Error> or anyhow::Error.';
}

/** Not a request that is sent in some way other than `.await?`, `.await.unwrap()`: it may need reqwest's own error. */
function takesOurError(source: SourceFile, send: Node): boolean {
  const awaited = send.parent;
  if (awaited?.type !== 'await_expression' || isBlocking(source) || ancestor(send, MODULES) !== undefined) return false;
  const use = awaited.parent;
  if (use?.type === 'field_expression') {
    return /^(?:unwrap|expect)$/.test(readCall(use.parent ?? use)?.name ?? '');
  }
  if (use?.type !== 'try_expression') return false;
  const owner = ancestor(send, OWNERS);
  const returned = owner === undefined ? '' : (field(owner, 'return_type')?.text ?? '');
  return (
    ANY_ERROR.test(returned) ||
    (/\bResult<[^,]*>$/.test(returned) && /\buse (?:anyhow|eyre|color_eyre)\b.*\bResult\b/.test(source.text))
  );
}

const MODULES: ReadonlySet<string> = new Set(['mod_item']);
const OWNERS: ReadonlySet<string> = new Set(['function_item', 'closure_expression', 'async_block']);
const ANY_ERROR = /\bBox<\s*dyn\b|\banyhow::|\beyre::/;

function isBlocking({ text }: SourceFile): boolean {
  return /\breqwest::blocking\b|\bblocking::Client\b/.test(text);
}

function nameOf(send: Node): Node | undefined {
  const callee = field(send, 'function');
  return callee && field(callee, 'field');
}
