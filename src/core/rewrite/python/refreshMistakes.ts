import type { Node } from 'web-tree-sitter';
import type { CallSite } from '../callSites';
import { ancestor, children, descendants, field, nodesNamed, outermostAncestor } from '../nodes';
import { placesIn } from '../places';
import { type Declarations, FUNCTIONS } from './declarations';

const REFRESH_GRANT = /grant_type['"]?\s*[:=]\s*['"]refresh_token/;
const IF: ReadonlySet<string> = new Set(['if_statement']);

/** Mistakes in refresh code that people wrote themselves. */
export function findRefreshMistakes(declarations: Declarations): readonly CallSite[] {
  return [...overwrites(declarations), ...refreshesOn403(declarations)];
}

/** `self.refresh_token = data["refresh_token"]`: also a KeyError, since the answer has none. */
function overwrites(declarations: Declarations): readonly CallSite[] {
  const { root, text } = declarations;
  return placesIn(declarations)
    .of('refresh_token')
    .flatMap(({ start, end }) => {
      if (!/['"]/.test(text[start - 1] ?? '') || !/['"]/.test(text[end] ?? '')) return [];
      const node = readingAround(root.descendantForIndex(start));
      const place = node?.parent;
      if (!node || !place || (field(place, 'right') ?? field(place, 'value'))?.id !== node.id) return [];
      const name = field(place, 'left') ?? field(place, 'key');
      if (!/refresh_?token["'\]]*$/i.test(name?.text ?? '') || !readsAnswer(node)) return [];
      if (!isAnswer(node) || (place.type === 'pair' && place.parent?.text.includes('grant_type'))) return [];
      if (field(ancestor(node, IF) ?? node, 'condition')?.text.includes('refresh_token')) return [];
      const owner = outermostAncestor(node, FUNCTIONS);
      const isRefresh = owner !== undefined && REFRESH_GRANT.test(owner.text);
      return isRefresh ? [{ code: 'refresh-token-overwritten' as const, library: 'spotify', node }] : [];
    });
}

/** The `data["…"]` or `data.get("…")` that a key stands in. */
function readingAround(key: Node | null): Node | undefined {
  const string = key?.type === 'string' ? key : key?.parent;
  const holder = string?.parent;
  return (holder?.type === 'argument_list' ? holder.parent : holder) ?? undefined;
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

function refreshesOn403({ root, text }: Declarations): readonly CallSite[] {
  return [...nodesNamed(root, text, '403')]
    .filter(({ type }) => type === 'integer')
    .flatMap((node) => {
      const branch = ancestor(node, IF);
      const condition = branch === undefined ? undefined : field(branch, 'condition');
      if (branch === undefined || condition === undefined || node.endIndex > condition.endIndex) return [];
      const then = field(branch, 'consequence')?.text ?? '';
      return /\b\w*refresh\w*\s*\(/i.test(then) ? [{ code: 'refresh-on-403' as const, library: 'spotify', node }] : [];
    });
}
