import type { Node } from 'web-tree-sitter';
import type { CallSite, SourceFile } from '../callSites';
import { ancestor, children, field } from '../nodes';
import { environmentOf } from './environment';
import { whyNoHelper } from './helperLimits';
import { isParameter, namesIn, parameterNames, tokenTrail } from './tokenTrail';

/**
 * Whose the token of a call is: of the `one` user or app that there is; of the `visitor` who sent the request that is being
 * answered; or `given` to the function from outside, so that only its callers know.
 */
export type TokenOwner = 'one' | 'visitor' | 'given';

export function ownerOfToken(source: SourceFile, call: Node): TokenOwner {
  const trail = tokenTrail(source, call);
  if (trail.some(({ text }) => PER_REQUEST.test(text) || REQUEST.test(text))) return 'visitor';
  // A page has one user, and an app's own token is nobody's.
  if (environmentOf(source) !== 'user') return 'one';
  if (trail.some(({ text }) => ONE_OF_MANY.test(text))) return 'visitor';
  return trail.some((node) => isGiven(node, call)) ? 'given' : 'one';
}

/** The calls for which the project's one helper can stand in, and whether any of them was given its token. */
export function changeable(
  source: SourceFile,
  targets: readonly CallSite[],
): { readonly nodes: readonly Node[]; readonly token: 'own' | 'given' } {
  if (whyNoHelper(source) !== undefined) return { nodes: [], token: 'own' };
  const owners = targets.map(({ node }) => ({ node, owner: ownerOfToken(source, node) }));
  return {
    nodes: owners.flatMap(({ node, owner }) => (owner === 'visitor' ? [] : node)),
    token: owners.some(({ owner }) => owner === 'given') ? 'given' : 'own',
  };
}

/**
 * A token out of a request, a session or a cookie belongs to whoever sent that request: one shared helper would answer all
 * visitors with the account of one.
 */
const PER_REQUEST =
  /\b(?:req|request|ctx|context|session|event|locals|cookieStore|interaction|socket)\b\s*(?:\?\.|\.|\[|!)|\bcookies\s*(?:\(|\.get\b)|\bgetServerSession\s*\(|\bgetSession\s*\(|\bgetToken\s*\(\s*\{|\bawait\s+auth\s*\(\s*\)/;

/** Taken apart: `const { query } = req`. */
const REQUEST = /^(?:req|request|ctx)$/;

/** Looked up by whose it is. */
const ONE_OF_MANY =
  /\b(?:find(?:One|Unique|First|ById|By[A-Z]\w*)|get\w*(?:ByUser|ForUser|ByUserId))\w*\s*\(|\b(?:user|discord|telegram|slack|chat|guild|member|account)_?id\b/i;

/** A parameter, something of a user's, or a field that the constructor was given. */
function isGiven(node: Node, use: Node): boolean {
  if (/\b\w*user\w*\b[?!]*\.\w*token/i.test(node.text)) return true;
  if (namesIn(node).some((name) => /token|auth|bearer|header|cred/i.test(name) && isParameter(name, use))) return true;
  const [, kept] = /\bthis\.#?(\w*token\w*)/i.exec(node.text) ?? [];
  return kept !== undefined && constructorTakes(kept.replace(/^_/, ''), use);
}

const CLASSES: ReadonlySet<string> = new Set(['class_declaration', 'class', 'abstract_class_declaration']);

function constructorTakes(name: string, use: Node): boolean {
  const owner = ancestor(use, CLASSES);
  const body = owner && field(owner, 'body');
  const made = body && children(body).find((member) => field(member, 'name')?.text === 'constructor');
  const parameters = made && field(made, 'parameters');
  return parameters !== undefined && parameterNames(parameters).some((one) => one.replace(/^_/, '') === name);
}
