import type { Node } from 'web-tree-sitter';
import { contains } from '../../text/span';
import { ancestor, children, descendants, field, outermostAncestor, spanOf } from '../nodes';
import { oncePer } from '../oncePer';
import { statusPlaces } from '../statusPlaces';
import { isCalled, wordsWith } from '../words';
import type { ApiCall } from './apiCalls';
import { argumentsOf, calledName, receiverOf } from './callee';
import { type Declarations, FUNCTIONS } from './declarations';
import { callersOf, functionName } from './values';

/**
 * Whether somebody looks at a 401 of this call: the function it is in, a function of the file that is called there (and
 * may be given the answer), or a caller in the file. A 401 that is *produced* (`res.status(401)`) handles nothing.
 */
export function isHandled(api: ApiCall, declarations: Declarations): boolean {
  if (isHandedOn(api.call, declarations)) return true;
  const answers = [...comparisons(declarations), ...refreshesOnFailure(declarations)];
  if (answers.length === 0) return false;
  const isLookedAt = (node: Node) => answers.some((answer) => contains(spanOf(node), spanOf(answer)));
  if (api.instance !== undefined && isLookedAt(api.instance)) return true;
  if (interceptors(declarations).some(isLookedAt)) return true;
  const owner = outermostAncestor(api.call, FUNCTIONS);
  if (owner === undefined) return true;
  return (
    isLookedAt(owner) || callsOneOf(owner, comparing(declarations)) || callers(owner, declarations).some(isLookedAt)
  );
}

/** `api.interceptors.response.use(…)` of any instance in the file, and libraries that do the same. */
function interceptors(declarations: Declarations): readonly Node[] {
  return declarations.calls.get('use').filter((call) => {
    const receiver = receiverOf(call);
    return receiver?.type === 'member_expression' && field(receiver, 'property')?.text === 'response';
  });
}

export function callsOneOf(owner: Node, names: ReadonlySet<string>): boolean {
  return names.size > 0 && descendants(owner, 'call_expression').some((call) => names.has(calledName(call) ?? ''));
}

function callers(owner: Node, declarations: Declarations): readonly Node[] {
  return callersOf(owner, declarations).flatMap((call) => outermostAncestor(call, FUNCTIONS) ?? []);
}

/** A 401 that something is compared with, at or below the node; anywhere in the file where none is given. */
export function hasComparison(declarations: Declarations, node = declarations.root): boolean {
  return comparisons(declarations).some((comparison) => contains(spanOf(node), spanOf(comparison)));
}

/** A refresh in a `catch`, or in a branch for what is not ok: what it is for, a 401 gets too. */
const refreshesOnFailure = oncePer((declarations: Declarations): readonly Node[] =>
  wordsWith(declarations, REFRESHING).flatMap(({ start, end }) => {
    const { root, text } = declarations;
    if (!isCalled(text, end)) return [];
    const node = root.descendantForIndex(start, end);
    const branch = node === null ? undefined : ancestor(node, BRANCHES);
    const condition = branch && field(branch, 'condition');
    const isUse = node?.parent !== null && node?.parent?.type !== 'method_definition';
    const isForFailure = branch?.type === 'catch_clause' || /\.(?:ok|status|error)\b/.test(condition?.text ?? '');
    return isUse && isForFailure && branch !== undefined ? [branch] : [];
  }),
);

const REFRESHING = /refresh|renew/gi;
const BRANCHES: ReadonlySet<string> = new Set(['catch_clause', 'if_statement']);

/** An error of the program's own that carries the status: whoever catches it, in whatever file, looks at that. */
function isHandedOn(call: Node, { text }: Declarations): boolean {
  const owner = outermostAncestor(call, FUNCTIONS);
  if (owner === undefined || !/\bthrow new\b/.test(text)) return false;
  return descendants(owner, 'throw_statement').some((thrown) => {
    const made = children(thrown)[0];
    const name = made && field(made, 'constructor')?.text;
    if (made?.type !== 'new_expression' || name === undefined || !/^\w+$/.test(name)) return false;
    const isOwn = new RegExp(`\\bclass ${name}\\b`).test(text);
    return isOwn && argumentsOf(made).some((argument) => /^\w+\.status$/.test(argument.text));
  });
}

const comparisons = oncePer((declarations: Declarations) => statusPlaces(declarations, isStatus));

/** The names of the functions in which something is compared with 401. */
const comparing = oncePer(
  (declarations: Declarations): ReadonlySet<string> =>
    new Set(
      comparisons(declarations)
        .flatMap(functionsAround)
        .flatMap((one) => functionName(one) ?? []),
    ),
);

export function functionsAround(node: Node): readonly Node[] {
  const found: Node[] = [];
  for (let at = node.parent; at !== null; at = at.parent) if (FUNCTIONS.has(at.type)) found.push(at);
  return found;
}

function isStatus(node: Node): boolean {
  if (node.type === 'number' || node.type === 'string') return /^['"]?401['"]?$/.test(node.text) && isCompared(node);
  if (node.type === 'member_expression')
    return /^UNAUTHORIZED$/i.test(field(node, 'property')?.text ?? '') && isCompared(node);
  return node.type === 'regex' && node.text.includes('401');
}

const COMPARISONS: ReadonlySet<string> = new Set(['==', '===', '!=', '!==']);

function isCompared(value: Node): boolean {
  const parent = value.parent;
  if (parent === null) return false;
  if (parent.type === 'binary_expression') return COMPARISONS.has(field(parent, 'operator')?.type ?? '');
  if (parent.type === 'switch_case') return field(parent, 'value')?.id === value.id;
  if (parent.type === 'array') return isSearched(parent) || isStatusOption(parent);
  return (
    parent.type === 'arguments' &&
    value.type === 'string' &&
    parent.parent !== null &&
    calledName(parent.parent) === 'includes'
  );
}

/** `[401, 403].includes(status)`, also when the array has a name: then any array with a 401 will do. */
function isSearched(array: Node): boolean {
  const parent = array.parent;
  if (parent?.type === 'variable_declarator') return true;
  if (parent?.type === 'new_expression') return true;
  return (
    parent?.type === 'member_expression' && /^(?:includes|indexOf|some)$/.test(field(parent, 'property')?.text ?? '')
  );
}

/** `retry: { statusCodes: [401] }` of got and ky. */
function isStatusOption(array: Node): boolean {
  return array.parent?.type === 'pair' && /statusCodes/i.test(field(array.parent, 'key')?.text ?? '');
}
