import type { Node } from 'web-tree-sitter';
import { contains } from '../../text/span';
import { distinct, field, outermostAncestor, spanOf } from '../nodes';
import { oncePer } from '../oncePer';
import { placesIn } from '../places';
import { wordsWith } from '../words';
import { isMember, lastName, readCall } from './calls';
import type { Code } from './code';

/** Whether somebody looks at a 401 of this call: its function, a function that is called there, or a caller in the file. */
export function isHandled(call: Node, code: Code): boolean {
  if (comparisons(code).length === 0) return false;
  const owner = outermostAncestor(call, code.syntax.functions);
  if (owner === undefined) return true;
  const callers = code.calls
    .get(field(owner, 'name')?.text ?? '')
    .flatMap(({ node }) => outermostAncestor(node, code.syntax.functions) ?? []);
  return [owner, ...callers].some((one) => hasComparison(code, one)) || callsOneOf(owner, comparing(code), code);
}

/** A token that was made a moment before cannot be stale. */
export function isMintedHere(call: Node, code: Code): boolean {
  const owner = outermostAncestor(call, code.syntax.functions);
  return owner !== undefined && (isMint(owner) || callsOneOf(owner, minting(code), code));
}

function isMint({ text }: Node): boolean {
  return TOKEN_ENDPOINT.test(text) && /grant_type/.test(text) && !/expires_?(?:at|in)/i.test(text);
}

const TOKEN_ENDPOINT = /api\/token|token_?ur[li]|token_?endpoint/i;
const TOKEN_ENDPOINTS = new RegExp(TOKEN_ENDPOINT, 'gi');

/** The names of the functions that ask for a token each time they are called. */
const minting = oncePer((code: Code): ReadonlySet<string> => {
  const asked = placesIn(code).of(TOKEN_ENDPOINTS);
  const around = distinct(asked.flatMap(({ start }) => functionsAround(code.root.descendantForIndex(start), code)));
  return namesOf(around.filter(isMint));
});

/** The names of the functions in which something is compared with 401. */
const comparing = oncePer((code: Code) => namesOf(comparisons(code).flatMap((node) => functionsAround(node, code))));

function functionsAround(node: Node | null, { syntax }: Code): readonly Node[] {
  const found: Node[] = [];
  for (let at = node; at !== null; at = at.parent) if (syntax.functions.has(at.type)) found.push(at);
  return found;
}

function namesOf(functions: readonly Node[]): ReadonlySet<string> {
  return new Set(functions.flatMap((one) => field(one, 'name')?.text ?? []));
}

function callsOneOf(owner: Node, names: ReadonlySet<string>, { calls }: Code): boolean {
  return [...names].some((name) => calls.get(name).some(({ node }) => contains(spanOf(owner), spanOf(node))));
}

/** A 401 that something is compared with, in the node or anywhere. One that is produced (`w.WriteHeader(401)`) handles nothing. */
export function hasComparison(code: Code, node = code.root): boolean {
  return comparisons(code).some((comparison) => contains(spanOf(node), spanOf(comparison)));
}

const STATUS = /401|unauthorized/gi;

const comparisons = oncePer((code: Code): readonly Node[] =>
  wordsWith(code, STATUS).flatMap(({ start, end }) => {
    if (!/^(?:401|\w*unauthorized)$/i.test(code.text.slice(start, end))) return [];
    const node = statusAt(code.root, start, end);
    return node !== undefined && isCompared(node.parent) ? [node] : [];
  }),
);

/** `401`, or the whole of `http.StatusUnauthorized`. */
function statusAt(root: Node, start: number, end: number): Node | undefined {
  const node = root.descendantForIndex(start, end);
  if (node === null || node.startIndex !== start || node.endIndex !== end) return undefined;
  if (INTEGER.test(node.type)) return node;
  if (!UNAUTHORIZED.test(lastName(node))) return undefined;
  return node.parent !== null && isMember(node.parent) ? node.parent : node;
}

const INTEGER = /^(?:int|integer|decimal_integer|number)_literal$/;

/** Go's, Java's, C#'s and Rust's names for 401. */
const UNAUTHORIZED = /^(?:StatusUnauthorized|(?:HTTP_|SC_)?UNAUTHORIZED|Unauthorized)$/;

/** Where a value stands that is compared: beside `==`, in a `case`, in a pattern, in a list that is searched. */
function isCompared(parent: Node | null): boolean {
  if (parent === null) return false;
  if (parent.type === 'binary_expression') return /^[=!]=/.test(field(parent, 'operator')?.type ?? '');
  if (PATTERNS.test(parent.type)) return true;
  if (parent.type === 'expression_list') return parent.parent?.type === 'expression_case';
  if (parent.type === 'token_tree') return readCall(parent.parent ?? parent)?.name === 'matches';
  if (/^(?:argument|value_argument|argument_list|arguments|value_arguments)$/.test(parent.type))
    return isSearched(parent);
  return /^(?:array_initializer|literal_value|array_expression|initializer_expression)$/.test(parent.type);
}

const PATTERNS = /^(?:switch_label|constant_pattern|match_pattern|or_pattern|when_entry|when_condition)$/;

/** `code.equals(401)`, `setOf(401, 403)`, `List.of(401)`. */
function isSearched(list: Node): boolean {
  for (let at: Node | null = list; at !== null; at = at.parent) {
    const call = readCall(at);
    if (call !== undefined) return /^(?:equals|contains|eq|of|setOf|listOf|asList)$/i.test(call.name);
  }
  return false;
}
