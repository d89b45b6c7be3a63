import type { Node } from 'web-tree-sitter';
import { descendants, field, outermostAncestor } from '../nodes';
import { oncePer } from '../oncePer';
import { occurs } from '../places';
import { calledName, type Declarations, FUNCTIONS } from './values';

/** Whether somebody looks at a 401 of this call: its method, a method that is called there, or a caller in the file. */
export function isHandled(call: Node, declarations: Declarations): boolean {
  if (!hasStatus(declarations)) return false;
  const owner = outermostAncestor(call, FUNCTIONS);
  if (owner === undefined) return hasComparison(declarations.root);
  const callers = declarations.calls
    .get(field(owner, 'name')?.text ?? '')
    .flatMap((caller) => outermostAncestor(caller, FUNCTIONS) ?? []);
  return [owner, ...calledMethods(owner, declarations), ...callers].some(hasComparison);
}

/** A token that was made a moment before cannot be stale. */
export function isMintedHere(call: Node, declarations: Declarations): boolean {
  if (!hasTokenEndpoint(declarations)) return false;
  const owner = outermostAncestor(call, FUNCTIONS);
  return owner !== undefined && [owner, ...calledMethods(owner, declarations)].some(isMint);
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

/** A method without arguments is called by its bare name. */
function calledMethods(owner: Node, { functions }: Declarations): readonly Node[] {
  const names = descendants(owner, 'call', 'identifier').map((node) =>
    node.type === 'call' ? calledName(node) : node.text,
  );
  return [...new Set(names)].flatMap((name) => functions.get(name ?? ''));
}

/** A 401 that something is compared with. One that is produced (`head 401`, `status: :unauthorized`) handles nothing. */
export const hasComparison = oncePer((node: Node): boolean => {
  if (!STATUS.test(node.text)) return false;
  return descendants(node, 'integer', 'string', 'simple_symbol', 'constant').some(
    (value) => /^(?:['"]?401['"]?|:unauthorized|\w*Unauthorized\w*)$/.test(value.text) && isCompared(value),
  );
});

const TESTS = /^(?:is_a\?|kind_of\?|instance_of\?|eql\?|equal\?|===|include\?|member\?|between\?)$/;

function isCompared(value: Node): boolean {
  const parent = value.parent;
  switch (parent?.type) {
    case 'scope_resolution':
    case 'array':
      return isCompared(parent);
    case 'binary':
      return /^(?:[=!]=|===|<=>|[<>]=?)$/.test(field(parent, 'operator')?.type ?? '');
    case 'pattern':
    case 'exceptions':
      return true;
    case 'argument_list':
      return TESTS.test(calledName(parent.parent ?? parent) ?? '');
    case 'call':
      return value.type === 'array' && TESTS.test(calledName(parent) ?? '');
    case 'assignment':
      return value.type === 'array';
    case 'pair':
      // retry_statuses: [401]
      return value.type === 'array' && /status/.test(field(parent, 'key')?.text ?? '');
    default:
      return false;
  }
}
