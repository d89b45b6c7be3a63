import type { Node } from 'web-tree-sitter';
import type { Edit } from '../../../text/edit';
import type { Correct } from '../../callSites';
import { children } from '../../nodes';
import { withoutOperand } from '../../withoutOperand';
import { argumentsOf, receiverOf } from '../callee';
import { removeFromList, replace } from '../edits';

/** Takes the 403 out of `status === 401 || status === 403` and of `[401, 403].includes(status)`. */
export const refreshOn401Only: Correct = (source, { node }) => {
  const edit =
    withoutComparison(node) ?? withoutOnlyOther(node) ?? withoutElement(node, () => removeFromList(source, node));
  return edit && { title: 'Refresh on 401 only', edits: [edit] };
};

function withoutComparison({ parent }: Node): Edit | undefined {
  return parent?.type === 'binary_expression'
    ? withoutOperand(parent, { type: 'binary_expression', operator: '||' })
    : undefined;
}

/** `[401, 403].includes(status)` becomes `status === 401`. */
function withoutOnlyOther(node: Node): Edit | undefined {
  return withoutElement(node, (array, call) => {
    const [value] = argumentsOf(call);
    const others = children(array).filter(({ id }) => id !== node.id);
    const isPlain = value !== undefined && /^(?:identifier|member_expression)$/.test(value.type);
    if (others.length !== 1 || !isPlain || call.parent?.type === 'unary_expression') return undefined;
    return replace(call, `${value.text} === ${others[0]?.text}`);
  });
}

function withoutElement(node: Node, edit: (array: Node, call: Node) => Edit | undefined): Edit | undefined {
  const array = node.parent;
  const call = array?.parent?.parent;
  if (array?.type !== 'array' || call?.type !== 'call_expression') return undefined;
  return receiverOf(call)?.id === array.id && children(array).length > 1 ? edit(array, call) : undefined;
}
