import type { Node } from 'web-tree-sitter';
import type { Edit } from '../../../text/edit';
import type { Correct, SourceFile } from '../../callSites';
import { children, field } from '../../nodes';
import { argumentsOf, calledName } from '../values';

/**
 * `data["error"]["message"] == "The access token expired"` becomes `data["error"]["status"] == 401`: the answers of the Web
 * API carry their status beside the text.
 */
export const compareStatus: Correct = (source, { node }) => {
  const comparison = node.parent;
  if (comparison?.type !== 'comparison_operator') return undefined;
  const [left, right, ...more] = children(comparison);
  if (left === undefined || right === undefined || more.length > 0) return undefined;
  const message = left.id === node.id ? right : left;
  const key = messageKey(message);
  const edits = key && editsOf(source, node, message, key, left, right);
  return edits && { title: 'Compare the status, not the text', edits };
};

function editsOf(
  { text }: SourceFile,
  literal: Node,
  message: Node,
  key: Node,
  left: Node,
  right: Node,
): readonly Edit[] | undefined {
  const quote = key.text.slice(-1);
  const status: Edit = { start: key.startIndex, end: key.endIndex, newText: `${quote}status${quote}` };
  const operator = text.slice(left.endIndex, right.startIndex).trim();
  if (/^[=!]=$/.test(operator)) return [status, { start: literal.startIndex, end: literal.endIndex, newText: '401' }];
  if (!/^(?:not )?in$/.test(operator) || left.id !== literal.id) return undefined;
  // `"…" in message`: the text goes, and the number comes behind.
  const equals = operator === 'in' ? ' == 401' : ' != 401';
  return [
    { start: left.startIndex, end: right.startIndex, newText: '' },
    status,
    { start: message.endIndex, end: message.endIndex, newText: equals },
  ];
}

/** The string `"message"` by which a text is taken out of an error object: by a key or by `get`. */
function messageKey(message: Node): Node | undefined {
  const [key, object] = access(message);
  if (key?.text.slice(1, -1) !== 'message' || object === undefined) return undefined;
  return access(object)[0]?.text.slice(1, -1) === 'error' ? key : undefined;
}

/** The key and the object of `object["key"]` and `object.get("key")`. */
function access(node: Node): readonly [key?: Node | undefined, object?: Node | undefined] {
  if (node.type === 'subscript') return [field(node, 'subscript'), field(node, 'value')];
  const callee = node.type === 'call' && calledName(node) === 'get' ? field(node, 'function') : undefined;
  return callee?.type === 'attribute' ? [argumentsOf(node)[0], field(callee, 'object')] : [];
}
