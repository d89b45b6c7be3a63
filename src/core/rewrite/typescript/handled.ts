import type { Node } from 'web-tree-sitter';
import { contains } from '../../text/span';
import { children, descendants, field, outermostAncestor, spanOf } from '../nodes';
import { oncePer } from '../oncePer';
import type { ApiCall } from './apiCalls';
import { calledName, receiverOf } from './callee';
import { type Declarations, FUNCTIONS } from './declarations';
import { callersOf, functionName } from './values';

/**
 * Whether somebody looks at a 401 of this call: the function it is in, a function of the file that is called there (and
 * may be given the answer), or a caller in the file. A 401 that is *produced* (`res.status(401)`) handles nothing.
 */
export function isHandled(api: ApiCall, declarations: Declarations): boolean {
  if (comparisons(declarations).length === 0) return false;
  const isLookedAt = (node: Node) => hasComparison(declarations, node);
  if (api.instance !== undefined && isLookedAt(api.instance)) return true;
  if (interceptors(declarations).some(isLookedAt)) return true;
  const owner = outermostAncestor(api.call, FUNCTIONS);
  if (owner === undefined) return true;
  return (
    isLookedAt(owner) || callsOneOf(owner, comparing(declarations)) || callers(owner, declarations).some(isLookedAt)
  );
}

/** `api.interceptors.response.use(…)` of any instance in the file, and libraries that do the same. */
function interceptors(declarations: Declarations): readonly Node[] {
  return declarations.calls.get('use').filter((call) => {
    const receiver = receiverOf(call);
    return receiver?.type === 'member_expression' && field(receiver, 'property')?.text === 'response';
  });
}

function callsOneOf(owner: Node, names: ReadonlySet<string>): boolean {
  return names.size > 0 && descendants(owner, 'call_expression').some((call) => names.has(calledName(call) ?? ''));
}

function callers(owner: Node, declarations: Declarations): readonly Node[] {
  return callersOf(owner, declarations).flatMap((call) => outermostAncestor(call, FUNCTIONS) ?? []);
}

/** A 401 that something is compared with, at or below the node; anywhere in the file where none is given. */
export function hasComparison(declarations: Declarations, node = declarations.root): boolean {
  return comparisons(declarations).some((comparison) => contains(spanOf(node), spanOf(comparison)));
}

const comparisons = oncePer(({ root, text }: Declarations): readonly Node[] =>
  [...text.matchAll(/401|unauthorized/gi)].flatMap(({ index, 0: word }) => {
    const node = root.descendantForIndex(index, index + word.length);
    const holder = node === null ? undefined : [node, node.parent].find((one) => one !== null && isStatus(one));
    return holder ?? [];
  }),
);

/** The names of the functions in which something is compared with 401. */
const comparing = oncePer(
  (declarations: Declarations): ReadonlySet<string> =>
    new Set(
      comparisons(declarations)
        .flatMap(functionsAround)
        .flatMap((one) => functionName(one) ?? []),
    ),
);

function functionsAround(node: Node): readonly Node[] {
  const found: Node[] = [];
  for (let at = node.parent; at !== null; at = at.parent) if (FUNCTIONS.has(at.type)) found.push(at);
  return found;
}

function isStatus(node: Node): boolean {
  if (node.type === 'number' || node.type === 'string') return /^['"]?401['"]?$/.test(node.text) && isCompared(node);
  if (node.type === 'member_expression')
    return /^UNAUTHORIZED$/i.test(field(node, 'property')?.text ?? '') && isCompared(node);
  return node.type === 'regex' && node.text.includes('401');
}

const COMPARISONS: ReadonlySet<string> = new Set(['==', '===', '!=', '!==']);

function isCompared(value: Node): boolean {
  const parent = value.parent;
  if (parent === null) return false;
  if (parent.type === 'binary_expression') return COMPARISONS.has(field(parent, 'operator')?.type ?? '');
  if (parent.type === 'switch_case') return field(parent, 'value')?.id === value.id;
  if (parent.type === 'array') return isSearched(parent) || isStatusOption(parent);
  return (
    parent.type === 'arguments' &&
    value.type === 'string' &&
    parent.parent !== null &&
    calledName(parent.parent) === 'includes'
  );
}

/** `[401, 403].includes(status)`, also when the array has a name: then any array with a 401 will do. */
function isSearched(array: Node): boolean {
  const parent = array.parent;
  if (parent?.type === 'variable_declarator') return true;
  if (parent?.type === 'new_expression') return true;
  return (
    parent?.type === 'member_expression' && /^(?:includes|indexOf|some)$/.test(field(parent, 'property')?.text ?? '')
  );
}

/** `retry: { statusCodes: [401] }` of got and ky. */
function isStatusOption(array: Node): boolean {
  return array.parent?.type === 'pair' && /statusCodes/i.test(field(array.parent, 'key')?.text ?? '');
}

/**
 * Whether the token cannot be stale, because it was made a moment before: the function asks the token endpoint itself, or
 * awaits a function of the file that does (and does not keep the answer).
 */
export function isMintedHere(api: ApiCall, declarations: Declarations): boolean {
  const owner = outermostAncestor(api.call, FUNCTIONS);
  return owner !== undefined && (isMint(owner) || callsOneOf(owner, minting(declarations)));
}

/** The names of the functions that ask for a token each time they are called. */
const minting = oncePer(({ root, text }: Declarations): ReadonlySet<string> => {
  const asked = [...text.matchAll(new RegExp(TOKEN_ENDPOINT, 'gi'))].flatMap(({ index }) => {
    const node = root.descendantForIndex(index);
    return node === null ? [] : functionsAround(node);
  });
  const mints = asked.filter((one) => isMint(one) && !isCached(one));
  return new Set(mints.flatMap((one) => functionName(one) ?? []));
});

const TOKEN_ENDPOINT = /api\/token|TOKEN_(?:ENDPOINT|URL|URI)|token_?(?:endpoint|url)/i;

function isMint(node: Node): boolean {
  const text = node.text;
  return (
    TOKEN_ENDPOINT.test(text) && children(node).length > 0 && /grant_type|refresh_token|client_credentials/.test(text)
  );
}

function isCached(node: Node): boolean {
  return /expires?(?:_?(?:at|in|on))?\b|cache/i.test(node.text) && /Date|now/.test(node.text);
}
