import type { Node } from 'web-tree-sitter';
import { descendants, field, outermostAncestor } from '../nodes';
import { isMember, lastName, readCall } from './calls';
import type { Code } from './code';

/** Whether somebody looks at a 401 of this call: its function, a function that is called there, or a caller in the file. */
export function isHandled(call: Node, code: Code): boolean {
  const owner = outermostAncestor(call, code.syntax.functions);
  if (owner === undefined) return hasComparison(code.root);
  const name = field(owner, 'name')?.text;
  const callers = code.calls
    .filter((other) => other.name === name)
    .flatMap(({ node }) => outermostAncestor(node, code.syntax.functions) ?? []);
  return [owner, ...calledFunctions(owner, code), ...callers].some(hasComparison);
}

/** A token that was made a moment before cannot be stale. */
export function isMintedHere(call: Node, code: Code): boolean {
  const owner = outermostAncestor(call, code.syntax.functions);
  return owner !== undefined && [owner, ...calledFunctions(owner, code)].some(({ text }) => isMint(text));
}

function isMint(text: string): boolean {
  return (
    /api\/token|token_?ur[li]|token_?endpoint/i.test(text) &&
    /grant_type/.test(text) &&
    !/expires_?(?:at|in)/i.test(text)
  );
}

function calledFunctions(owner: Node, code: Code): readonly Node[] {
  return code.calls
    .filter(({ node }) => owner.startIndex <= node.startIndex && node.endIndex <= owner.endIndex)
    .flatMap(({ name }) => code.functions.get(name) ?? []);
}

const INTEGERS = ['int_literal', 'decimal_integer_literal', 'integer_literal', 'number_literal'];
const NAMES = ['identifier', ...['selector_expression', 'field_access', 'member_access_expression']];
const MORE_NAMES = ['scoped_identifier', 'navigation_expression'];

/** A 401 that something is compared with. One that is produced (`w.WriteHeader(401)`) handles nothing. */
export function hasComparison(node: Node): boolean {
  if (!/401|unauthorized/i.test(node.text)) return false;
  return (
    descendants(node, ...INTEGERS).some(({ text, parent }) => text === '401' && isCompared(parent)) ||
    descendants(node, ...NAMES, ...MORE_NAMES).some(
      (name) =>
        UNAUTHORIZED.test(lastName(name)) &&
        (name.parent === null || !isMember(name.parent)) &&
        isCompared(name.parent),
    )
  );
}

/** Go's, Java's, C#'s and Rust's names for 401. */
const UNAUTHORIZED = /^(?:StatusUnauthorized|(?:HTTP_|SC_)?UNAUTHORIZED|Unauthorized)$/;

/** Where a value stands that is compared: beside `==`, in a `case`, in a pattern, in a list that is searched. */
function isCompared(parent: Node | null): boolean {
  if (parent === null) return false;
  if (parent.type === 'binary_expression') return /^[=!]=/.test(field(parent, 'operator')?.type ?? '');
  if (/^(?:switch_label|constant_pattern|match_pattern|or_pattern|when_entry|when_condition)$/.test(parent.type))
    return true;
  if (parent.type === 'expression_list') return parent.parent?.type === 'expression_case';
  if (parent.type === 'token_tree') return readCall(parent.parent ?? parent)?.name === 'matches';
  if (/^(?:argument|value_argument|argument_list|arguments|value_arguments)$/.test(parent.type))
    return isSearched(parent);
  return /^(?:array_initializer|literal_value|array_expression|initializer_expression)$/.test(parent.type);
}

/** `code.equals(401)`, `setOf(401, 403)`, `List.of(401)`. */
function isSearched(list: Node): boolean {
  for (let at: Node | null = list; at !== null; at = at.parent) {
    const call = readCall(at);
    if (call !== undefined) return /^(?:equals|Equals|contains|Contains|eq|of|setOf|listOf|asList)$/.test(call.name);
  }
  return false;
}
