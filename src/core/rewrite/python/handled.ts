import type { Node } from 'web-tree-sitter';
import { contains } from '../../text/span';
import { ancestor, descendants, field, outermostAncestor, spanOf } from '../nodes';
import { oncePer } from '../oncePer';
import { statusPlaces } from '../statusPlaces';
import { wordsWith } from '../words';
import { type Declarations, FUNCTIONS } from './declarations';
import { calledName } from './values';

/** Whether somebody looks at a 401 of this call: its function, a function that is called there, or a caller in the file. */
export function isHandled(call: Node, declarations: Declarations): boolean {
  if (isHandedOn(call)) return true;
  const answers = [...comparisons(declarations), ...refreshesOnFailure(declarations)];
  if (answers.length === 0) return false;
  const owner = outermostAncestor(call, FUNCTIONS);
  if (owner === undefined) return true;
  const callers = declarations.calls
    .get(field(owner, 'name')?.text ?? '')
    .flatMap((caller) => outermostAncestor(caller, FUNCTIONS) ?? []);
  return (
    [owner, ...callers].some((one) => answers.some((answer) => contains(spanOf(one), spanOf(answer)))) ||
    callsOneOf(owner, comparing(declarations))
  );
}

/** The names of the functions in which something is compared with 401. */
const comparing = oncePer((declarations: Declarations) =>
  functionNames(comparisons(declarations).flatMap(functionsAround)),
);

export function functionNames(functions: readonly Node[]): ReadonlySet<string> {
  return new Set(functions.flatMap((one) => field(one, 'name')?.text ?? []));
}

export function functionsAround(node: Node | null): readonly Node[] {
  const found: Node[] = [];
  for (let at = node?.parent ?? null; at !== null; at = at.parent) if (FUNCTIONS.has(at.type)) found.push(at);
  return found;
}

export function callsOneOf(owner: Node, names: ReadonlySet<string>): boolean {
  return names.size > 0 && descendants(owner, 'call').some((call) => names.has(calledName(call) ?? ''));
}

/**
 * A 401 that something is compared with, at or below the node; anywhere in the file where none is given. One that is
 * produced (`status_code=401`, `abort(401)`) handles nothing.
 */
export function hasComparison(declarations: Declarations, node = declarations.root): boolean {
  return comparisons(declarations).some((comparison) => contains(spanOf(node), spanOf(comparison)));
}

/** An error of the program's own that carries the status: whoever catches it, in whatever file, looks at that. */
function isHandedOn(call: Node): boolean {
  const owner = outermostAncestor(call, FUNCTIONS);
  if (owner === undefined || !/\braise\b/.test(owner.text)) return false;
  return descendants(owner, 'raise_statement').some((raised) => {
    const made = raised.namedChildren[0];
    const name = made?.type === 'call' ? (calledName(made) ?? '') : '';
    const isOwn = /Spotify|Api/i.test(name) && !/^HTTP/.test(name);
    return isOwn && made !== undefined && made !== null && /[(,=]\s*\w+\.status(?:_code)?\s*[,)]/.test(made.text);
  });
}

/** A refresh in an `except`, or in a branch for what is not ok: what it is for, a 401 gets too. */
const refreshesOnFailure = oncePer((declarations: Declarations): readonly Node[] =>
  wordsWith(declarations, REFRESHING).flatMap(({ start, end }) => {
    if (declarations.text[end] !== '(') return [];
    const node = declarations.root.descendantForIndex(start, end);
    const branch = node === null ? undefined : ancestor(node, BRANCHES);
    const condition = branch && field(branch, 'condition');
    const isForFailure =
      branch?.type === 'except_clause' || /\.(?:ok|status\w*)\b|\berror\b/.test(condition?.text ?? '');
    return branch !== undefined && isForFailure && node?.parent?.type !== 'function_definition' ? [branch] : [];
  }),
);

const REFRESHING = /refresh|renew/gi;
const BRANCHES: ReadonlySet<string> = new Set(['except_clause', 'if_statement', 'elif_clause']);

const comparisons = oncePer((declarations: Declarations) => statusPlaces(declarations, isStatus));

function isStatus(node: Node): boolean {
  if (node.type === 'integer' || node.type === 'string') {
    return /^['"]?401['"]?$/.test(node.text) && (isCompared(node) || node.parent?.type === 'case_pattern');
  }
  return node.type === 'attribute' && /^unauthorized$/i.test(field(node, 'attribute')?.text ?? '') && isCompared(node);
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
