import type { Node } from 'web-tree-sitter';
import { children, descendants, field, outermostAncestor } from '../nodes';
import type { ApiCall } from './apiCalls';
import { calledName, receiverOf } from './callee';
import { callersOf, type Declarations, FUNCTIONS } from './values';

/**
 * Whether somebody looks at a 401 of this call: the function it is in, a function of the file that is called there (and
 * may be given the answer), or a caller in the file. A 401 that is *produced* (`res.status(401)`) handles nothing.
 */
export function isHandled(api: ApiCall, declarations: Declarations): boolean {
  if (api.instance !== undefined && hasComparison(api.instance)) return true;
  if (interceptors(declarations).some(hasComparison)) return true;
  const owner = outermostAncestor(api.call, FUNCTIONS);
  if (owner === undefined) return hasComparison(declarations.root);
  return (
    hasComparison(owner) ||
    calledFunctions(owner, declarations).some(hasComparison) ||
    callers(owner, declarations).some(hasComparison)
  );
}

/** `api.interceptors.response.use(…)` of any instance in the file, and libraries that do the same. */
function interceptors(declarations: Declarations): readonly Node[] {
  return (declarations.calls.get('use') ?? []).filter((call) => {
    const receiver = receiverOf(call);
    return receiver?.type === 'member_expression' && field(receiver, 'property')?.text === 'response';
  });
}

function calledFunctions(owner: Node, declarations: Declarations): readonly Node[] {
  return descendants(owner, 'call_expression').flatMap((call) => {
    const name = calledName(call);
    return name === undefined ? [] : (declarations.functions.get(name) ?? []);
  });
}

function callers(owner: Node, declarations: Declarations): readonly Node[] {
  return callersOf(owner, declarations).flatMap((call) => outermostAncestor(call, FUNCTIONS) ?? []);
}

/** A 401 that something is compared with, at or below the node. */
export function hasComparison(node: Node): boolean {
  if (!/401|unauthorized/i.test(node.text)) return false;
  return (
    descendants(node, 'number', 'string').some(
      (literal) => /^['"]?401['"]?$/.test(literal.text) && isCompared(literal),
    ) ||
    descendants(node, 'member_expression').some(
      (name) => /^UNAUTHORIZED$/i.test(field(name, 'property')?.text ?? '') && isCompared(name),
    ) ||
    descendants(node, 'regex').some((pattern) => pattern.text.includes('401'))
  );
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
  if (owner === undefined) return false;
  return isMint(owner) || calledFunctions(owner, declarations).some((called) => isMint(called) && !isCached(called));
}

function isMint(node: Node): boolean {
  const text = node.text;
  return (
    /api\/token|TOKEN_(?:ENDPOINT|URL|URI)|token_?(?:endpoint|url)/i.test(text) &&
    children(node).length > 0 &&
    /grant_type|refresh_token|client_credentials/.test(text)
  );
}

function isCached(node: Node): boolean {
  return /expires?(?:_?(?:at|in|on))?\b|cache/i.test(node.text) && /Date|now/.test(node.text);
}
