import type { Node } from 'web-tree-sitter';
import type { CallSite } from '../callSites';
import { ancestor, children, descendants, field, outermostAncestor } from '../nodes';
import { type Declarations, FUNCTIONS } from './values';

const REFRESH_GRANT = /grant_type['"]?\s*[:=]\s*['"]refresh_token/;
const IF: ReadonlySet<string> = new Set(['if_statement']);

/** Mistakes in refresh code that people wrote themselves. */
export function findRefreshMistakes(declarations: Declarations): readonly CallSite[] {
  return [...overwrites(declarations), ...refreshesOn403(declarations)];
}

/** `self.refresh_token = data["refresh_token"]`: also a KeyError, since the answer has none. */
function overwrites({ root }: Declarations): readonly CallSite[] {
  if (!root.text.includes('refresh_token')) return [];
  return descendants(root, 'assignment', 'pair').flatMap((place) => {
    const name = field(place, 'left') ?? field(place, 'key');
    const node = field(place, 'right') ?? field(place, 'value');
    if (node === undefined || !/refresh_?token["'\]]*$/i.test(name?.text ?? '') || !readsAnswer(node)) return [];
    if (!isAnswer(node) || (place.type === 'pair' && place.parent?.text.includes('grant_type'))) return [];
    if (field(ancestor(node, IF) ?? node, 'condition')?.text.includes('refresh_token')) return [];
    const owner = outermostAncestor(node, FUNCTIONS);
    const isRefresh = owner !== undefined && REFRESH_GRANT.test(owner.text);
    return isRefresh ? [{ code: 'refresh-token-overwritten' as const, library: 'spotify', node }] : [];
  });
}

/**
 * Of an answer, read here or in the same function. The token that is about to be sent is often read in the same words,
 * from a file, the environment, a session or a query.
 */
function isAnswer(node: Node): boolean {
  const base = /^\w+/.exec(node.text)?.[0];
  const origins = descendants(outermostAncestor(node, FUNCTIONS) ?? node, 'assignment')
    .filter((made) => field(made, 'left')?.text === base)
    .map((made) => field(made, 'right')?.text ?? '');
  return [node.text, ...origins].some((text) => /json\(|loads\(/.test(text) && !/open\(|read_text\(/.test(text));
}

/** `data["refresh_token"]`, or `data.get("refresh_token")` without a default. */
function readsAnswer(node: Node): boolean {
  if (node.type === 'subscript') return /^['"]refresh_token['"]$/.test(field(node, 'subscript')?.text ?? '');
  if (node.type !== 'call' || !/\.get$/.test(field(node, 'function')?.text ?? '')) return false;
  const given = children(field(node, 'arguments') ?? node);
  return given.length === 1 && /^['"]refresh_token['"]$/.test(given[0]?.text ?? '');
}

function refreshesOn403({ root }: Declarations): readonly CallSite[] {
  if (!root.text.includes('403')) return [];
  return descendants(root, 'integer')
    .filter((node) => node.text === '403')
    .flatMap((node) => {
      const branch = ancestor(node, IF);
      const condition = branch === undefined ? undefined : field(branch, 'condition');
      if (branch === undefined || condition === undefined || node.endIndex > condition.endIndex) return [];
      const then = field(branch, 'consequence')?.text ?? '';
      return /\b\w*refresh\w*\s*\(/i.test(then) ? [{ code: 'refresh-on-403' as const, library: 'spotify', node }] : [];
    });
}
