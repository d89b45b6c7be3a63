import type { Node } from 'web-tree-sitter';
import type { Edit } from '../../../text/edit';
import type { Correct } from '../../callSites';
import { children } from '../../nodes';
import { withoutOperand } from '../../withoutOperand';

/** Takes the 403 out of `status == 401 or status == 403` and of `status in (401, 403)`. */
export const refreshOn401Only: Correct = (source, { node }) => {
  const edit = withoutComparison(node) ?? withoutElement(source.text, node);
  return edit && { title: 'Refresh on 401 only', edits: [edit] };
};

function withoutComparison({ parent }: Node): Edit | undefined {
  return parent?.type === 'comparison_operator'
    ? withoutOperand(parent, { type: 'boolean_operator', operator: 'or' })
    : undefined;
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
