import type { Node } from 'web-tree-sitter';
import { contains } from '../../text/span';
import { children, descendants, field, outermostAncestor, spanOf } from '../nodes';
import { oncePer } from '../oncePer';
import { placesIn } from '../places';
import type { ApiCall } from './apiCalls';
import { argumentsOf, calledName } from './callee';
import { type Declarations, FUNCTIONS } from './declarations';
import { callsOneOf, functionsAround } from './handled';
import { tokenTrail, trailOf } from './tokenTrail';
import { callersOf, functionName } from './values';

/**
 * Whether the token cannot be stale, because it was made a moment before: the function asks the token endpoint itself, or
 * awaits a function that does (and does not keep the answer), or is given such a token wherever it is called; or because
 * the call is there to find out whether it is.
 */
export function isFreshlyMinted({ call }: ApiCall, declarations: Declarations): boolean {
  const owner = outermostAncestor(call, FUNCTIONS);
  if (owner !== undefined && (isMint(owner) || callsOneOf(owner, minting(declarations)))) return true;
  if (owner !== undefined && CHECKS.test(functionName(owner) ?? '')) return true;
  return (
    isFresh(tokenTrail(declarations, call), call, declarations) ||
    (owner !== undefined && isGivenFresh(owner, declarations))
  );
}

/** Functions that ask whether a token is good. */
const CHECKS = /^_*(?:is|has|check|verify|validate|test)(?:[A-Z]\w*)?(?:Token|Auth|Login|Credentials)|[tT]oken\w*Valid/;

/** Whether one of these expressions makes a token, by its name or by what it is given; and not once for a timer or a loop. */
function isFresh(trail: readonly Node[], use: Node, declarations: Declarations): boolean {
  const loop = repetitionAround(use);
  return trail.some((expression) =>
    descendants(expression, 'call_expression').some(
      (made) => makesToken(made, declarations) && (loop === undefined || contains(spanOf(loop), spanOf(made))),
    ),
  );
}

function makesToken(call: Node, { functions }: Declarations): boolean {
  if (MAKERS.test(calledName(call) ?? '')) return true;
  const isMaker = functions
    .get(calledName(call) ?? '')
    .some(({ text }) => REFRESHES.test(text) && !/expires?|cache/i.test(text));
  if (isMaker) return true;
  return /token|auth/i.test(calledName(call) ?? '') && argumentsOf(call).some(({ text }) => GRANTS.test(text));
}

const MAKERS =
  /exchange|(?:refresh|renew|mint)\w*token|token\w*(?:from|for|by|with)code|(?:from|for)code\w*token|codegrant/i;

/** A function of the file that refreshes whenever it is called. */
const REFRESHES = /\b(?:refresh|renew|exchange)\w*\(/i;

/** What a token is made of. */
const GRANTS = /refresh_?token|client_?secret|code_?verifier|auth\w*_?code|\bcode\b/i;

/** Every caller in the file has just made the token. */
function isGivenFresh(owner: Node, declarations: Declarations): boolean {
  const callers = callersOf(owner, declarations).filter((call) => !contains(spanOf(owner), spanOf(call)));
  return callers.length > 0 && callers.every((call) => isFreshFor(call, declarations));
}

function isFreshFor(call: Node, declarations: Declarations): boolean {
  const place = outermostAncestor(call, NAMED_FUNCTIONS) ?? topLevelStatement(call);
  if (repetitionAround(call) === undefined && (isMint(place) || callsOneOf(place, minting(declarations)))) return true;
  return isFresh(trailOf(declarations, call, argumentsOf(call)), call, declarations);
}

/** Callbacks belong to the statement in which they stand: `getToken().then((token) => …)`. */
const NAMED_FUNCTIONS: ReadonlySet<string> = new Set([
  'function_declaration',
  'method_definition',
  'generator_function_declaration',
]);

function topLevelStatement(node: Node): Node {
  let at = node;
  while (at.parent !== null && at.parent.type !== 'program') at = at.parent;
  return at;
}

/** The timer or endless loop in which a node runs again and again. */
function repetitionAround(node: Node): Node | undefined {
  for (let at = node.parent; at !== null; at = at.parent) {
    if (at.type === 'call_expression' && /^(?:setInterval|schedule)$/.test(calledName(at) ?? '')) return at;
    if (at.type === 'while_statement' && /^\(\s*(?:true|1)\s*\)$/.test(field(at, 'condition')?.text ?? '')) return at;
  }
  return undefined;
}

/** The names of the functions that ask for a token each time they are called. */
const minting = oncePer((declarations: Declarations): ReadonlySet<string> => {
  const asked = placesIn(declarations)
    .of(TOKEN_ENDPOINTS)
    .flatMap(({ start }) => {
      const node = declarations.root.descendantForIndex(start);
      return node === null ? [] : functionsAround(node);
    });
  const mints = asked.filter((one) => isMint(one) && !isCached(one));
  return new Set(mints.flatMap((one) => functionName(one) ?? []));
});

const TOKEN_ENDPOINT = /api\/token|TOKEN_(?:ENDPOINT|URL|URI)|token_?(?:endpoint|url)/i;
const TOKEN_ENDPOINTS = new RegExp(TOKEN_ENDPOINT, 'gi');

function isMint(node: Node): boolean {
  const text = node.text;
  return (
    TOKEN_ENDPOINT.test(text) && children(node).length > 0 && /grant_type|refresh_token|client_credentials/.test(text)
  );
}

function isCached(node: Node): boolean {
  return /expires?(?:_?(?:at|in|on))?\b|cache/i.test(node.text) && /Date|now/.test(node.text);
}
