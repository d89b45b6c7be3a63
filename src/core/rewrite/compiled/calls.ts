import type { Node } from 'web-tree-sitter';
import { children, field } from '../nodes';

/** A call of a function, a method or a constructor, read the same way in Go, Java, Kotlin, C# and Rust. */
export interface Call {
  readonly node: Node;
  /** Of the function or method, without type arguments; a constructor's is the type: `HttpClient`, `Request.Builder`. */
  readonly name: string;
  /** What stands before the dot. */
  readonly receiver: Node | undefined;
  /** Values only: without the names of named arguments. */
  readonly args: readonly Node[];
}

export const CALLS: ReadonlySet<string> = new Set([
  'call_expression',
  'method_invocation',
  'invocation_expression',
  'object_creation_expression',
  'implicit_object_creation_expression',
  'macro_invocation',
]);

/** `a.b`, `A::b`: the last part is the name. */
const MEMBERS: ReadonlySet<string> = new Set([
  'selector_expression',
  'field_access',
  'member_access_expression',
  'navigation_expression',
  'field_expression',
  'scoped_identifier',
]);

const LISTS = /^(?:argument_list|arguments|value_arguments|token_tree)$/;

export function readCall(node: Node): Call | undefined {
  const { type } = node;
  if (!CALLS.has(type)) return undefined;
  const list = field(node, 'arguments') ?? node.namedChildren.find((child) => LISTS.test(child.type));
  const args = list === undefined ? [] : children(list).map(valueOfArgument);
  if (type === 'method_invocation') {
    return { node, name: field(node, 'name')?.text ?? '', receiver: field(node, 'object'), args };
  }
  const made = field(node, 'type');
  if (made !== undefined) return { node, name: made.text, receiver: undefined, args };
  const callee = field(node, 'function') ?? field(node, 'macro') ?? children(node)[0];
  if (callee === undefined || callee.id === list?.id) return { node, name: '', receiver: undefined, args };
  const receiver = isMember(callee) ? (callee.namedChildren[0] ?? undefined) : undefined;
  return { node, name: lastName(callee), receiver, args };
}

export function isMember(node: Node): boolean {
  return MEMBERS.has(node.type);
}

/** `b` of `b`, of `a.b` and of `a.b<T>`; empty for everything else. */
export function lastName(node: Node | undefined): string {
  if (node === undefined) return '';
  const { type } = node;
  if (MEMBERS.has(type)) return lastName(node.namedChildren.at(-1) ?? undefined);
  if (/^generic_(?:name|function)$/.test(type)) return lastName(node.namedChildren[0] ?? undefined);
  return /identifier$/.test(type) ? node.text : '';
}

/** `name: value` of C# and `name = value` of Kotlin are nodes of their own. */
function valueOfArgument(argument: Node): Node {
  const isWrapped = /^(?:value_)?argument$/.test(argument.type);
  return (isWrapped ? argument.namedChildren.at(-1) : undefined) ?? argument;
}
