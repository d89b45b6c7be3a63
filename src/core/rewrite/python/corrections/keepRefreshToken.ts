import type { Node } from 'web-tree-sitter';
import type { Correct } from '../../callSites';
import { children, descendants, field, outermostAncestor } from '../../nodes';
import { FUNCTIONS } from '../declarations';
import { keyword } from '../values';

/** `self.refresh_token = data["refresh_token"]` becomes `… = data.get("refresh_token") or self.refresh_token`. */
export const keepRefreshToken: Correct = (_source, { node }) => {
  const old = storedBefore(node) ?? spentToken(node);
  const read = reading(node);
  if (old === undefined || read === undefined) return undefined;
  return {
    title: 'Keep the old refresh token when none is sent',
    edits: [{ start: node.startIndex, end: node.endIndex, newText: `${read} or ${old}` }],
  };
};

/** Without the `KeyError` of `data["refresh_token"]`. */
function reading(node: Node): string | undefined {
  if (node.type === 'call') return node.text;
  const answer = field(node, 'value');
  return answer && `${answer.text}.get(${field(node, 'subscript')?.text})`;
}

/** The attribute that the assignment overwrites. A plain name or a key may not be there yet. */
function storedBefore(node: Node): string | undefined {
  const left = node.parent?.type === 'assignment' ? field(node.parent, 'left') : undefined;
  return left?.type === 'attribute' && /^self\.\w+$/.test(left.text) ? left.text : undefined;
}

/** The refresh token in the form that the function sends. */
function spentToken(node: Node): string | undefined {
  const owner = outermostAncestor(node, FUNCTIONS);
  if (owner === undefined) return undefined;
  const inForms = descendants(owner, 'dictionary')
    .filter((form) => /^['"]refresh_token['"]$/.test(valueIn(form, 'grant_type')?.text ?? ''))
    .map((form) => valueIn(form, 'refresh_token'));
  const inCalls = descendants(owner, 'call')
    .filter((call) => /^['"]refresh_token['"]$/.test(keywordText(call, 'grant_type')))
    .map((call) => field(keyword(call, 'refresh_token') ?? call, 'value'));
  return [...inForms, ...inCalls].find((value) => value !== undefined && SIMPLE.test(value.text))?.text;
}

/** A name or a path of names and keys, which can be read twice. */
const SIMPLE = /^[a-z_]\w*(?:\.\w+|\[(?:'\w+'|"\w+")\])*$/i;

function valueIn(dictionary: Node, key: string): Node | undefined {
  const pair = children(dictionary).find((one) => field(one, 'key')?.text.slice(1, -1) === key);
  return pair && field(pair, 'value');
}

function keywordText(call: Node, name: string): string {
  const found = keyword(call, name);
  return (found && field(found, 'value')?.text) ?? '';
}
