import type { Node } from 'web-tree-sitter';
import type { Edit } from '../../../text/edit';
import type { Correct } from '../../callSites';
import { children, field } from '../../nodes';

/** Takes the 403 out of `status == 401 or status == 403` and of `status in (401, 403)`. */
export const refreshOn401Only: Correct = (source, { node }) => {
  const edit = withoutOperand(node) ?? withoutElement(source.text, node);
  return edit && { title: 'Refresh on 401 only', edits: [edit] };
};

function withoutOperand(node: Node): Edit | undefined {
  let operand = node.parent;
  if (operand?.type !== 'comparison_operator') return undefined;
  if (operand.parent?.type === 'parenthesized_expression') operand = operand.parent;
  const either = operand.parent;
  if (either?.type !== 'boolean_operator' || field(either, 'operator')?.type !== 'or') return undefined;
  const left = field(either, 'left');
  const right = field(either, 'right');
  if (left === undefined || right === undefined) return undefined;
  return left.id === operand.id
    ? { start: left.startIndex, end: right.startIndex, newText: '' }
    : { start: left.endIndex, end: right.endIndex, newText: '' };
}

function withoutElement(text: string, node: Node): Edit | undefined {
  const list = node.parent;
  const comparison = list?.parent;
  if (!list || !/^(?:tuple|list|set)$/.test(list.type) || comparison?.type !== 'comparison_operator') return undefined;
  const elements = children(list);
  const [status, searched, ...more] = children(comparison);
  const others = elements.filter(({ id }) => id !== node.id);
  if (status === undefined || searched?.id !== list.id || more.length > 0 || others.length === 0) return undefined;
  const [only] = others;
  const operator = text.slice(status.endIndex, list.startIndex).trim();
  if (only !== undefined && others.length === 1) {
    return { start: status.endIndex, end: list.endIndex, newText: ` ${operator === 'in' ? '==' : '!='} ${only.text}` };
  }
  const index = elements.findIndex(({ id }) => id === node.id);
  const next = elements[index + 1];
  const previous = elements[index - 1];
  return next !== undefined
    ? { start: node.startIndex, end: next.startIndex, newText: '' }
    : { start: previous?.endIndex ?? node.startIndex, end: node.endIndex, newText: '' };
}
