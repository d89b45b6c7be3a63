import type { Node } from 'web-tree-sitter';
import type { Edit } from '../text/edit';
import { field } from './nodes';

/** How a grammar has `a or b`. */
export interface Either {
  readonly type: string;
  readonly operator: string;
}

/** Takes one side of an `or` away, with the operator and its parentheses; undefined where it is no side of one. */
export function withoutOperand(side: Node, either: Either): Edit | undefined {
  let operand = side;
  while (operand.parent?.type === 'parenthesized_expression' && operand.parent.parent?.type === either.type)
    operand = operand.parent;
  const whole = operand.parent;
  if (whole?.type !== either.type || field(whole, 'operator')?.type !== either.operator) return undefined;
  const left = field(whole, 'left');
  const right = field(whole, 'right');
  if (left === undefined || right === undefined) return undefined;
  return left.id === operand.id
    ? { start: left.startIndex, end: right.startIndex, newText: '' }
    : { start: left.endIndex, end: right.endIndex, newText: '' };
}
