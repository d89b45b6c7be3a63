import type { Node } from 'web-tree-sitter';
import { isEnough } from '../enough';
import { field } from '../nodes';
import { isMember, lastName, readCall } from './calls';
import { type Code, givenFor, lookUp } from './code';

const MAX_DEPTH = 8;
/** Callers are looked at once, not the callers of callers. */
const ONE_HOP = 5;

/** What leaves its value as it is: the last part is the value. */
const TRANSPARENT: ReadonlySet<string> = new Set([
  'parenthesized_expression',
  'await_expression',
  'try_expression',
  'reference_expression',
  'unary_expression',
  'cast_expression',
  'expression_list',
  'argument',
  'value_argument',
]);

/** Calls that make a URL, or the same text in another type, of their first argument. */
const MAKERS = /^(?:Uri|URI|URL|String|from|parse|toHttpUrl|toHttpUrlOrNull|get|create|Parse|valueOf)$/;
/** Methods that hand on what is before the dot, or add to its end. */
const SAME =
  /^(?:to_?string|to_owned|as_str|clone|into|trim|unwrap|expect|toHttpUrl(?:OrNull)?|newBuilder|build|add(?:Encoded)?(?:PathSegments?|QueryParameter))$/i;

/** The known beginning of the string that an expression makes; empty where nothing is known. */
export function readString(node: Node | undefined, code: Code, depth = 0): string {
  if (node === undefined || depth > MAX_DEPTH) return '';
  const read = (inner: Node | string | undefined): string =>
    typeof inner === 'string' ? readName(inner, node, code, depth) : readString(inner, code, depth + 1);
  const literal = code.syntax.readLiteral(node, read);
  if (literal !== undefined) return literal;
  if (TRANSPARENT.has(node.type)) return read(node.namedChildren.at(-1) ?? undefined);
  if (node.type === 'binary_expression') {
    if (field(node, 'operator')?.type !== '+') return '';
    const start = read(field(node, 'left'));
    return start === '' || isEnough(start) ? start : start + read(field(node, 'right'));
  }
  if (readCall(node) !== undefined) return readMade(node, code, read);
  return isMember(node) || /identifier$/.test(node.type) ? readName(lastName(node), node, code, depth) : '';
}

/** `fmt.Sprintf("%s/me", base)`, `new Uri(url)`, `url.toString()`. */
function readMade(node: Node, code: Code, read: (inner: Node | undefined) => string): string {
  const call = readCall(node);
  if (call === undefined) return '';
  const before = call.receiver === undefined ? '' : read(call.receiver);
  const [first, ...rest] = call.args;
  const { format } = code.syntax;
  if (format.call.test(call.name)) {
    return before === ''
      ? fill(read(first), format.hole, rest.map(read))
      : fill(before, format.hole, call.args.map(read));
  }
  if (before !== '' && SAME.test(call.name)) return before;
  return MAKERS.test(call.name) ? read(first) : '';
}

/** The template with its holes filled, up to the first of which nothing is known. */
function fill(template: string, hole: RegExp, values: readonly string[]): string {
  const [start = '', ...others] = template.split(hole);
  let known = start;
  for (const [index, part] of others.entries()) {
    const value = values[index] ?? '';
    if (value === '') return known;
    known += value + part;
  }
  return known;
}

/** A name with a value in the file, or a parameter that a caller in the file gives one. */
function readName(name: string, use: Node, code: Code, depth: number): string {
  const value = lookUp(name, use, code);
  if (value !== undefined) return readString(value, code, depth + 1);
  if (depth + ONE_HOP > MAX_DEPTH) return '';
  for (const given of givenFor(name, use, code)) {
    const known = readString(given, code, depth + ONE_HOP);
    if (known !== '') return known;
  }
  return '';
}

/** What a name, or an expression that hands one on, was given: the node to look at instead. */
export function resolve(node: Node | undefined, code: Code, depth = 0): Node | undefined {
  if (node === undefined || depth > MAX_DEPTH) return node;
  if (TRANSPARENT.has(node.type)) return resolve(node.namedChildren.at(-1) ?? undefined, code, depth + 1);
  const name = lastName(node);
  const value = name === '' ? undefined : lookUp(name, node, code);
  return value === undefined ? node : resolve(value, code, depth + 1);
}

const API = /^https:\/\/api\.spotify\.com(?:[:/?#]|$)/i;

export function isSpotifyApi(url: string): boolean {
  return API.test(url);
}
