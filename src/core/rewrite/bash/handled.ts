import type { Node } from 'web-tree-sitter';
import { descendants, field, outermostAncestor } from '../nodes';
import { oncePer } from '../oncePer';
import { occurs, placesIn } from '../places';
import { argumentsOf, type Declarations, FUNCTIONS } from './values';

/** Whether somebody looks at a 401 of this call: its function (else the script), what that runs, or who runs it. */
export function isHandled(call: Node, declarations: Declarations): boolean {
  return reachOf(call, declarations).some(hasComparison);
}

/**
 * A token that the script fetched a moment before cannot be stale, unless the script goes on for long: in a loop without
 * an end, or with pauses.
 */
export function isMintedHere(call: Node, declarations: Declarations): boolean {
  const pause = startOfPauses(declarations);
  const isBefore = outermostAncestor(call, FUNCTIONS) === undefined && call.endIndex <= pause;
  if (pause !== Number.POSITIVE_INFINITY && !isBefore) return false;
  return mintsOutside(declarations) || reachOf(call, declarations).some(isMint);
}

/** Where a script begins to take long. */
function startOfPauses(declarations: Declarations): number {
  return placesIn(declarations).of(PAUSES)[0]?.start ?? Number.POSITIVE_INFINITY;
}

const PAUSES = /\bwhile (?:true|:)|\bsleep\b/g;

/** What a script does on its own: the top-level statements that are no functions. */
const mintsOutside = oncePer(
  (declarations: Declarations) =>
    occurs(declarations, TOKEN_ENDPOINTS) &&
    declarations.root.namedChildren.some((statement) => !FUNCTIONS.has(statement.type) && isMint(statement)),
);

const TOKEN_ENDPOINT = /\/token\b|TOKEN_UR[LI]/i;
const TOKEN_ENDPOINTS = new RegExp(TOKEN_ENDPOINT, 'gi');

const isMint = oncePer(
  ({ text }: Node) =>
    TOKEN_ENDPOINT.test(text) && /grant_type|refresh_?token=/i.test(text) && !/expires_(?:at|in)/.test(text),
);

const reaches = oncePer((declarations: Declarations) => oncePer((call: Node) => findReach(call, declarations)));

function reachOf(call: Node, declarations: Declarations): readonly Node[] {
  return reaches(declarations)(call);
}

function findReach(call: Node, declarations: Declarations): readonly Node[] {
  const owner = outermostAncestor(call, FUNCTIONS);
  if (owner === undefined) return [declarations.root];
  const callers = declarations.commands
    .get(field(owner, 'name')?.text ?? '')
    .map((caller) => outermostAncestor(caller, FUNCTIONS) ?? caller.parent ?? caller);
  const names = descendants(owner, 'command').map((command) => field(command, 'name')?.text ?? '');
  const called = [...new Set(names)].flatMap((name) => declarations.functions.get(name));
  return [owner, ...called, ...callers];
}

/** `[ "$status" = 401 ]`, `(( status == 401 ))`, `case … 401)`, `grep -q 401`. One that is printed handles nothing. */
const hasComparison = oncePer((node: Node): boolean => {
  if (!node.text.includes('401')) return false;
  return descendants(node, 'number', 'word', 'string', 'raw_string').some(
    (value) => /401/.test(value.text) && isCompared(value),
  );
});

function isCompared({ text, parent }: Node): boolean {
  if (parent?.type === 'binary_expression') return true;
  if (parent?.type === 'case_item') return /^['"]?401/.test(text);
  if (parent?.type !== 'command') return false;
  return /^(?:\[|test|[ef]?grep|rg)$/.test(field(parent, 'name')?.text ?? '') && argumentsOf(parent).length > 0;
}
