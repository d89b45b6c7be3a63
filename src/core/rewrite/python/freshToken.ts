import type { Node } from 'web-tree-sitter';
import { contains } from '../../text/span';
import { descendants, field, outermostAncestor, spanOf } from '../nodes';
import { oncePer } from '../oncePer';
import { placesIn } from '../places';
import { type Declarations, FUNCTIONS } from './declarations';
import { callsOneOf, functionNames, functionsAround } from './handled';
import { tokenTrail, trailOf } from './tokenTrail';
import { argumentsOf, calledName } from './values';

/**
 * Whether the token cannot be stale, because it was made a moment before: in the function itself, by a function that it
 * calls, or by whoever calls it; or because the call is there to find out whether it is.
 */
export function isFreshlyMinted(call: Node, declarations: Declarations): boolean {
  const owner = outermostAncestor(call, FUNCTIONS);
  if (owner !== undefined && (isMint(owner) || callsOneOf(owner, minting(declarations)))) return true;
  if (owner !== undefined && CHECKS.test(field(owner, 'name')?.text ?? '')) return true;
  return (
    isFresh(tokenTrail(declarations, call), call, declarations) ||
    (owner !== undefined && isGivenFresh(owner, declarations))
  );
}

/** Functions that ask whether a token is good. */
const CHECKS = /^_*(?:is|has|check|verify|validate|test)_\w*(?:token|auth|login|credentials)|token\w*_valid/i;

/** Whether one of these expressions makes a token, by its name or by what it is given; and not once for an endless loop. */
function isFresh(trail: readonly Node[], use: Node, declarations: Declarations): boolean {
  const loop = endlessLoopAround(use);
  return trail.some((expression) =>
    descendants(expression, 'call').some(
      (made) => makesToken(made, declarations) && (loop === undefined || contains(spanOf(loop), spanOf(made))),
    ),
  );
}

function makesToken(call: Node, { functions }: Declarations): boolean {
  const name = calledName(call) ?? '';
  if (MAKERS.test(name)) return true;
  const isMaker = functions
    .get(calledName(call) ?? '')
    .some(({ text }) => REFRESHES.test(text) && !/expires?|cache/i.test(text));
  if (isMaker) return true;
  return /token|auth/i.test(name) && argumentsOf(call).some(({ text }) => GRANTS.test(text));
}

const MAKERS = /exchange|(?:refresh|renew|mint)\w*token|token_(?:from|for|by|with)_code|(?:from|for)_code\w*token/i;

/** A function of the file that refreshes whenever it is called. */
const REFRESHES = /\b(?:refresh|renew|exchange)\w*\(/i;

/** What a token is made of. */
const GRANTS = /refresh_?token|client_?secret|code_?verifier|auth\w*_?code|\bcode\b/i;

/** Every caller in the file has just made the token. */
function isGivenFresh(owner: Node, declarations: Declarations): boolean {
  const callers = declarations.calls
    .get(field(owner, 'name')?.text ?? '')
    .filter((call) => !contains(spanOf(owner), spanOf(call)));
  return callers.length > 0 && callers.every((call) => isFreshFor(call, declarations));
}

function isFreshFor(call: Node, declarations: Declarations): boolean {
  const place = outermostAncestor(call, FUNCTIONS);
  const isMade = place !== undefined && (isMint(place) || callsOneOf(place, minting(declarations)));
  if (isMade && endlessLoopAround(call) === undefined) return true;
  return isFresh(trailOf(declarations, call, argumentsOf(call)), call, declarations);
}

function endlessLoopAround(node: Node): Node | undefined {
  for (let at = node.parent; at !== null; at = at.parent) {
    if (at.type === 'while_statement' && /^(?:True|1)$/.test(field(at, 'condition')?.text ?? '')) return at;
  }
  return undefined;
}

function isMint({ text }: Node): boolean {
  return TOKEN_ENDPOINT.test(text) && /grant_type/.test(text) && !/expires_(?:at|in)/.test(text);
}

const TOKEN_ENDPOINT = /api\/token|TOKEN_UR[LI]/i;
const TOKEN_ENDPOINTS = new RegExp(TOKEN_ENDPOINT, 'gi');

/** The names of the functions that ask for a token each time they are called. */
const minting = oncePer((declarations: Declarations) => {
  const asked = placesIn(declarations)
    .of(TOKEN_ENDPOINTS)
    .map(({ start }) => declarations.root.descendantForIndex(start));
  return functionNames(asked.flatMap(functionsAround).filter(isMint));
});
