import type { Node } from 'web-tree-sitter';
import { children, field } from '../nodes';

/** What a call calls. The grammar reads `await f<T>()` as a call of `await f`, so the `await` is looked through. */
export function calleeOf(call: Node): Node | undefined {
  const callee = field(call, 'function');
  return callee?.type === 'await_expression' ? children(callee)[0] : callee;
}

/** The name that is called: `f` of `f()`, `this.f()` and `client.f()`. */
export function calledName(call: Node): string | undefined {
  const callee = calleeOf(call);
  const name = callee?.type === 'member_expression' ? field(callee, 'property') : callee;
  return name?.type === 'identifier' || name?.type === 'property_identifier' ? name.text : undefined;
}

/** What stands before the dot: `client` of `client.f()`. */
export function receiverOf(call: Node): Node | undefined {
  const callee = calleeOf(call);
  return callee?.type === 'member_expression' ? field(callee, 'object') : undefined;
}

export function argumentsOf(call: Node): readonly Node[] {
  const list = field(call, 'arguments');
  return list === undefined ? [] : children(list);
}
