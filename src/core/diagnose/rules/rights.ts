import type { Observation } from '../observation';
import { type Claim, endpointOf, neededScopes, needsUser } from '../story';
import { type CallStep, callWords } from './callRefusal';

/** D11 and D12 by the server's words. */
export const serverSaysWhat: CallStep = (seen) => {
  const row = callWords(seen);
  if (row?.cause === 'missing-scope') return missingScope(seen, 'high');
  if (row?.cause !== 'app-only-token') return undefined;
  return appOnly(seen, 'high');
};

/** D12 by lineage: the token came from a client credentials grant. */
export const withoutUser: CallStep = (seen, story) => {
  const issue = story.recordOf(seen)?.issue;
  const grants = issue
    ? [issue.grant]
    : story.tokenGrants.filter(({ index }) => index < seen.index).map((grant) => grant.tokenRequest?.grant);
  // Only a token without a user is granted the empty list of scopes.
  const isApp =
    (grants.length > 0 && grants.every((grant) => grant === 'client_credentials')) || issue?.scopes?.length === 0;
  return isApp && needsUser(seen) ? appOnly(seen, 'medium') : undefined;
};

function appOnly(seen: Observation, confidence: Claim['confidence']): Claim {
  return {
    cause: 'app-only-token',
    confidence,
    sentence: `${seen.method} ${seen.path} needs a user, and the token was issued to the app alone (client credentials).`,
    evidence: [seen.answer.trace, seen.requestTrace],
  };
}

/** D11 by lineage: the answer that issued the token lists its scopes. */
export const scopeNotGranted: CallStep = (seen, story) => {
  const granted = story.scopesOf(seen);
  const needed = neededScopes(seen);
  if (!granted || needed.length === 0 || needed.some((scope) => granted.includes(scope))) return undefined;
  return missingScope(seen, 'medium');
};

export function missingScope(seen: Observation, confidence: Claim['confidence']): Claim {
  const scopes = endpointOf(seen)?.scopes ?? [];
  const names = scopes.length > 0 ? `: ${seen.method} ${seen.path} asks for ${scopes.join(' or ')}` : '';
  return {
    cause: 'missing-scope',
    confidence,
    sentence: `The token lacks a scope${names}. A refresh does not add scopes; the user has to agree to them.`,
    evidence: [seen.answer.trace, seen.requestTrace],
  };
}
