import type { Node } from 'web-tree-sitter';
import type { CallSite, SourceFile } from '../callSites';
import { occurs } from '../places';
import { findDeclarations } from './declarations';
import { constructorParameters, namesIn, parametersAround, tokenTrail } from './tokenTrail';

/**
 * Whose the token of a call is: of the `one` user or app that there is; of the `visitor` who sent the request that is being
 * answered; or `given` to the function from outside, so that only its callers know.
 */
export type TokenOwner = 'one' | 'visitor' | 'given';

export function ownerOfToken(source: SourceFile, call: Node): TokenOwner {
  const trail = tokenTrail(findDeclarations(source), call);
  if (trail.some(({ text }) => PER_VISITOR.test(text))) return 'visitor';
  if (isApp(source)) return 'one';
  if (trail.some((node) => isGiven(node, call))) return 'given';
  return occurs(source, SERVES) && !trail.some(({ text }) => OWN.test(text)) ? 'given' : 'one';
}

/** A server has many users, unless it says where it has the token from. */
const SERVES = /^(?:from|import) (?:fastapi|flask|django|starlette|quart|sanic|rest_framework)\b/gm;
const OWN = /\benviron\b|\bgetenv\(|\bsettings\.|\bconfig\b/i;

/** Client credentials: the token is the app's own. */
export function isApp(source: SourceFile): boolean {
  return occurs(source, APP);
}

const APP = /client_credentials|SpotifyClientCredentials/g;

/** The calls for which the project's one helper can stand in, and whether any of them was given its token. */
export function changeable(
  source: SourceFile,
  targets: readonly CallSite[],
): { readonly nodes: readonly Node[]; readonly token: 'own' | 'given' } {
  const owners = targets.map(({ node }) => ({ node, owner: ownerOfToken(source, node) }));
  return {
    nodes: owners.flatMap(({ node, owner }) => (owner === 'visitor' ? [] : node)),
    token: owners.some(({ owner }) => owner === 'given') ? 'given' : 'own',
  };
}

/** A token out of a web request, or looked up by whose it is: one shared helper would mix the users up. */
const PER_VISITOR =
  /\bsession(?:\[|\.get\()|\b\w*session_?(?:data|id|token|key|store)\b|\bget_\w*session\w*\(|\brequest\.(?:session|headers|cookies|user|form|args|state)|\bg\.\w|\bcurrent_user\b|\bDepends\(|\bget_(?:user|spotify)_tokens?\(\s*\w|\b(?:user|discord|telegram|chat|member|sender)_id\b|\.objects\.(?:get|filter)\(|\.find_one\(/;

/** A parameter, something of a user's, or a field that the constructor was given. */
function isGiven(node: Node, use: Node): boolean {
  if (/\b\w*user\w*\.\w*token/i.test(node.text)) return true;
  const parameters = parametersAround(use);
  if (namesIn(node).some((name) => TOKEN_NAME.test(name) && parameters.includes(name))) return true;
  const [, kept] = /\bself\.(\w*token\w*)/i.exec(node.text) ?? [];
  const taken = constructorParameters(use).map((name) => name.replace(/^_+/, ''));
  return kept !== undefined && taken.includes(kept.replace(/^_+/, ''));
}

const TOKEN_NAME = /token|auth|bearer|header|cred/i;
