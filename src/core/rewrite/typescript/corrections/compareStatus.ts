import type { Node } from 'web-tree-sitter';
import type { Correct } from '../../callSites';
import { descendants, field, outermostAncestor } from '../../nodes';
import { calleeOf } from '../callee';
import { FUNCTIONS } from '../declarations';
import { replace } from '../edits';

const TITLE = 'Compare the status, not the text';

/**
 * `data.error.message === 'The access token expired'` becomes `data.error.status === 401`: the answers of the Web API carry
 * their status beside the text. Any other object called `error` may well have none, and is left alone.
 */
export const compareStatus: Correct = (_source, { node }) => {
  const parent = node.parent;
  if (parent?.type === 'binary_expression') {
    const left = field(parent, 'left');
    const message = left?.id === node.id ? field(parent, 'right') : left;
    const name = message && messageName(message);
    return name && { title: TITLE, edits: [replace(name, 'status'), replace(node, '401')] };
  }
  const call = parent?.type === 'arguments' ? parent.parent : null;
  const callee = call === null ? undefined : calleeOf(call);
  const message = callee?.type === 'member_expression' ? field(callee, 'object') : undefined;
  const answer = message && messageName(message) && field(message, 'object');
  if (call === null || answer === undefined) return undefined;
  const isNegated = call.parent?.type === 'unary_expression' && field(call.parent, 'operator')?.type === '!';
  const test = `${answer.text}${message?.text.includes('?.message') ? '?' : ''}.status ${isNegated ? '!==' : '==='} 401`;
  return { title: TITLE, edits: [replace(isNegated && call.parent ? call.parent : call, test)] };
};

/** The word `message` of `….error.message`, where that is the error object of an answer. */
function messageName(message: Node): Node | undefined {
  const name = message.type === 'member_expression' ? field(message, 'property') : undefined;
  const error = message.type === 'member_expression' ? field(message, 'object') : undefined;
  if (name?.text !== 'message' || error === undefined) return undefined;
  const isPart = error.type === 'member_expression' && field(error, 'property')?.text === 'error';
  return isPart || isTakenApart(error) ? name : undefined;
}

/** `const { error } = await response.json()`. */
function isTakenApart(error: Node): boolean {
  const owner = outermostAncestor(error, FUNCTIONS);
  if (error.type !== 'identifier' || owner === undefined) return false;
  return descendants(owner, 'variable_declarator').some(
    (made) =>
      field(made, 'name')?.type === 'object_pattern' &&
      descendants(made, 'shorthand_property_identifier_pattern').some(({ text }) => text === error.text) &&
      /\.json\(|\.data\b|\.body\b/.test(field(made, 'value')?.text ?? ''),
  );
}
