import type { Node } from 'web-tree-sitter';
import { lastName, readCall } from '../compiled/calls';
import { type Code, lookUp } from '../compiled/code';
import { children, field } from '../nodes';

/** An `http.Client` and where it can be wrapped: where it is made, or where it is used. */
export interface Client {
  readonly node: Node;
  /** Whether the node is a pointer, as the helper wants it. */
  readonly isPointer: boolean;
}

/** The client that an expression is, as far as the file shows; undefined where it may be something else, or refreshes. */
export function clientOf(receiver: Node, code: Code, imports: ReadonlyMap<string, string>): Client | undefined {
  const made = madeClient(receiver, imports);
  if (made !== undefined) return made === 'other' ? undefined : made;
  const name = lastName(receiver);
  const value = name === '' ? undefined : lookUp(name, receiver, code);
  if (value !== undefined) {
    const stored = madeClient(value, imports);
    if (stored === 'other') return undefined;
    // A client of a list of names or of a loop is wrapped where it is used.
    if (stored !== undefined) return stored;
  }
  const types = typesOf(name, receiver, code);
  const pointer = types.some((type) => type.type === 'pointer_type' && isHttpClient(children(type)[0], imports));
  if (pointer)
    return value !== undefined && readCall(value) !== undefined ? undefined : { node: receiver, isPointer: true };
  return types.some((type) => isHttpClient(type, imports)) ? { node: receiver, isPointer: false } : undefined;
}

/** `&http.Client{…}`, `http.Client{…}`, `new(http.Client)`, `http.DefaultClient`; `other` for what has a transport of its own. */
function madeClient(node: Node, imports: ReadonlyMap<string, string>): Client | 'other' | undefined {
  const { type } = node;
  const inner = type === 'parenthesized_expression' ? node.namedChildren[0] : undefined;
  if (inner) return madeClient(inner, imports);
  const literal = type === 'unary_expression' ? field(node, 'operand') : node;
  if (literal?.type === 'composite_literal') {
    if (!isHttpClient(field(literal, 'type'), imports)) return 'other';
    return hasOwnTransport(literal, imports) ? 'other' : { node, isPointer: literal.id !== node.id };
  }
  if (type === 'selector_expression' && imports.get(field(node, 'operand')?.text ?? '') === 'net/http') {
    return lastName(node) === 'DefaultClient' ? { node, isPointer: true } : 'other';
  }
  const call = readCall(node);
  if (call === undefined) return undefined;
  const isNew = call.name === 'new' && call.receiver === undefined && call.args[0]?.text.endsWith('.Client');
  return isNew ? { node, isPointer: true } : 'other';
}

/** A transport that is not net/http's own may well refresh. */
function hasOwnTransport(literal: Node, imports: ReadonlyMap<string, string>): boolean {
  const body = field(literal, 'body');
  const element = body && children(body).find((one) => field(one, 'key')?.text === 'Transport');
  const value = element && field(element, 'value')?.text;
  const plain = [...imports].flatMap(([name, path]) =>
    path === 'net/http' ? [`&${name}.Transport`, `${name}.Default`] : [],
  );
  return value !== undefined && !plain.some((start) => value.startsWith(start));
}

function isHttpClient(type: Node | undefined, imports: ReadonlyMap<string, string>): boolean {
  if (type?.type !== 'qualified_type') return false;
  return field(type, 'name')?.text === 'Client' && imports.get(field(type, 'package')?.text ?? '') === 'net/http';
}

/** Of a field of any struct, a name outside of functions, or a parameter or variable of a function around the use. */
function typesOf(name: string, use: Node, { types, syntax }: Code): readonly Node[] {
  const known = types.get(name);
  if (known.length === 0) return [];
  const around = new Set<number | undefined>([undefined]);
  for (let at = use.parent; at !== null; at = at.parent) if (syntax.functions.has(at.type)) around.add(at.id);
  return known.filter(({ owner }) => around.has(owner)).map(({ node }) => node);
}
