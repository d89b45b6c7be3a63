import type { Node } from 'web-tree-sitter';
import { descendants, field, outermostAncestor } from '../nodes';
import { calledName, type Declarations, FUNCTIONS } from './values';

/** Whether somebody looks at a 401 of this call: its function, a function that is called there, or a caller in the file. */
export function isHandled(call: Node, declarations: Declarations): boolean {
  const owner = outermostAncestor(call, FUNCTIONS);
  if (owner === undefined) return hasComparison(declarations.root);
  const callers = (declarations.calls.get(field(owner, 'name')?.text ?? '') ?? []).flatMap(
    (caller) => outermostAncestor(caller, FUNCTIONS) ?? [],
  );
  return [owner, ...calledFunctions(owner, declarations), ...callers].some(hasComparison);
}

/** A token that was made a moment before cannot be stale. */
export function isMintedHere(call: Node, declarations: Declarations): boolean {
  const owner = outermostAncestor(call, FUNCTIONS);
  return owner !== undefined && [owner, ...calledFunctions(owner, declarations)].some(isMint);
}

function isMint(node: Node): boolean {
  const { text } = node;
  return /api\/token|TOKEN_UR[LI]/i.test(text) && /grant_type/.test(text) && !/expires_(?:at|in)/.test(text);
}

function calledFunctions(owner: Node, declarations: Declarations): readonly Node[] {
  return descendants(owner, 'call').flatMap((call) => declarations.functions.get(calledName(call) ?? '') ?? []);
}

/** A 401 that something is compared with. One that is produced (`status_code=401`, `abort(401)`) handles nothing. */
export function hasComparison(node: Node): boolean {
  if (!/401|unauthorized/i.test(node.text)) return false;
  return (
    descendants(node, 'integer', 'string').some(
      (literal) => /^['"]?401['"]?$/.test(literal.text) && isCompared(literal),
    ) ||
    descendants(node, 'attribute').some(
      (name) => /^unauthorized$/i.test(field(name, 'attribute')?.text ?? '') && isCompared(name),
    ) ||
    descendants(node, 'case_pattern').some((pattern) => pattern.text === '401')
  );
}

function isCompared(value: Node): boolean {
  const parent = value.parent;
  if (parent === null) return false;
  if (parent.type === 'comparison_operator') return true;
  if (!/^(?:tuple|list|set)$/.test(parent.type)) return false;
  return (
    parent.parent?.type === 'comparison_operator' ||
    parent.parent?.type === 'keyword_argument' ||
    parent.parent?.type === 'assignment'
  );
}
