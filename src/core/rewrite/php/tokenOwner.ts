import type { Node } from 'web-tree-sitter';
import { descendants, outermostAncestor, spanOf } from '../nodes';
import { argumentsOf, type Declarations, FUNCTIONS, nameOf } from './values';

/**
 * Whether the token comes out of a session, a request or a user's row: it belongs to whoever sent that request, and one
 * shared helper would answer all visitors with the account of one.
 */
export function isPerVisitor(call: Node, { root, values }: Declarations): boolean {
  const given = argumentsOf(call);
  const owner = outermostAncestor(call, FUNCTIONS) ?? root;
  const names = given.flatMap((node) => descendants(node, 'variable_name', 'member_access_expression').map(nameOf));
  // `$send = function () { … }` begins before the function that is its value.
  const around = spanOf(owner.parent?.type === 'assignment_expression' ? owner.parent : owner);
  const origins = [...new Set(names)].flatMap((name) => values.get(name ?? '', around));
  const own = origins.filter(
    ({ startIndex, endIndex }) => startIndex >= owner.startIndex && endIndex <= owner.endIndex,
  );
  return [...given, ...own].some(({ text }) => PER_VISITOR.test(text));
}

const PER_VISITOR =
  /\$_(?:SESSION|COOKIE|REQUEST|GET|POST)\b|\b(?:session|auth|request|cookie)\(|\b(?:Auth|Session|Cookie)::|\$(?:this->)?(?:request|session|user|account)->|->user\(\)/i;
