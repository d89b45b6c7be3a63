import type { Node } from 'web-tree-sitter';
import { ancestor, descendants, field, outermostAncestor } from '../nodes';
import { oncePer } from '../oncePer';
import { occurs } from '../places';
import { CALLS, calledName, type Declarations, FUNCTIONS } from './values';

/** Whether somebody looks at a 401 of this call: its function, a function that is called there, or a caller in the file. */
export function isHandled(call: Node, declarations: Declarations): boolean {
  if (!hasStatus(declarations)) return false;
  const owner = outermostAncestor(call, FUNCTIONS);
  if (owner === undefined) return hasComparison(declarations.root);
  const callers = declarations.calls
    .get(field(owner, 'name')?.text ?? '')
    .flatMap((caller) => outermostAncestor(caller, FUNCTIONS) ?? []);
  return [owner, ...calledFunctions(owner, declarations), ...callers].some(hasComparison);
}

/** A token that was made a moment before cannot be stale. */
export function isMintedHere(call: Node, declarations: Declarations): boolean {
  if (!hasTokenEndpoint(declarations)) return false;
  const owner = outermostAncestor(call, FUNCTIONS);
  return owner !== undefined && [owner, ...calledFunctions(owner, declarations)].some(isMint);
}

const STATUS = /401|unauthorized/i;
const TOKEN_ENDPOINT = /api\/token|TOKEN_UR[LI]/i;
const STATUSES = new RegExp(STATUS, 'gi');
const TOKEN_ENDPOINTS = new RegExp(TOKEN_ENDPOINT, 'gi');
const hasStatus = (declarations: Declarations) => occurs(declarations, STATUSES);
const hasTokenEndpoint = (declarations: Declarations) => occurs(declarations, TOKEN_ENDPOINTS);

function isMint({ text }: Node): boolean {
  return TOKEN_ENDPOINT.test(text) && /grant_type/.test(text) && !/expires_(?:at|in)/.test(text);
}

function calledFunctions(owner: Node, declarations: Declarations): readonly Node[] {
  const names = descendants(owner, ...CALLS).map(calledName);
  return [...new Set(names)].flatMap((name) => declarations.functions.get(name ?? ''));
}

/** A 401 that something is compared with. One that is produced (`abort(401)`, `http_response_code(401)`) handles nothing. */
export const hasComparison = oncePer((node: Node): boolean => {
  if (!STATUS.test(node.text)) return false;
  return (
    descendants(node, 'integer', 'string').some((value) => /^['"]?401['"]?$/.test(value.text) && isCompared(value)) ||
    descendants(node, 'name').some((name) => /^HTTP_UNAUTHORIZED$/i.test(name.text) && isCompared(name))
  );
});

function isCompared(value: Node): boolean {
  const parent = value.parent;
  if (parent === null) return false;
  switch (parent.type) {
    case 'class_constant_access_expression':
    case 'parenthesized_expression':
      return isCompared(parent);
    case 'binary_expression':
      return /^(?:[=!]==?|<>|<|>|<=|>=|<=>)$/.test(field(parent, 'operator')?.type ?? '');
    case 'case_statement':
    case 'match_condition_list':
      return true;
    case 'array_element_initializer':
      return isList(ancestor(parent, ARRAYS));
    default:
      return false;
  }
}

const ARRAYS: ReadonlySet<string> = new Set(['array_creation_expression']);

/** `in_array($status, [401, 403])`, and a list that is kept for such a test. */
function isList(array: Node | undefined): boolean {
  const holder = array?.parent;
  const call = holder?.type === 'argument' ? holder.parent?.parent : undefined;
  if (call) return calledName(call) === 'in_array';
  return /^(?:const_element|property_element|assignment_expression)$/.test(holder?.type ?? '');
}
