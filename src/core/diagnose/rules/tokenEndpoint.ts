import { CAUSES } from '../causes';
import { lastWhere } from '../lastWhere';
import type { Observation } from '../observation';
import { type Claim, type Story, succeeded } from '../story';
import { lostRefreshToken, probablyLost, refusedGrant } from './refreshRefusal';
import { isRefresh, mayBeRefresh, type RefusalStep, refusalWords } from './tokenRefusal';

/** Every refusal of the token endpoint. Rules D3 to D5, D18, D19. */
export function explainTokenErrors(story: Story): readonly Claim[] {
  return story.observations
    .filter((seen) => seen.role === 'token' && isError(seen))
    .flatMap((seen) => explain(seen, story));
}

function isError({ answer }: Observation): boolean {
  return answer.status >= 400 && answer.status < 500 && answer.status !== 429;
}

function explain(seen: Observation, story: Story): readonly Claim[] {
  const handled = story.nextGrant(seen.index) !== undefined;
  for (const step of STEPS) {
    const claims = step(seen, story);
    if (claims.length > 0) return claims.map((claim) => ({ handled, ...claim }));
  }
  return [{ ...fallback(seen, story), handled }];
}

/** D18 by what was sent, where the answer's words are missing or say little. */
const shownByRequest: RefusalStep = (seen, story) => {
  const request = seen.tokenRequest;
  const evidence = [seen.requestTrace, seen.answer.trace];
  if (request?.bodyForm === 'json' && seen.answer.error !== 'invalid_grant' && seen.answer.error !== 'invalid_client') {
    return [
      {
        cause: 'token-request-malformed',
        confidence: 'high',
        sentence:
          'The token request was sent as JSON; the token endpoint takes application/x-www-form-urlencoded only.',
        evidence,
      },
    ];
  }
  const code = request?.code;
  const earlier =
    code?.form === 'token'
      ? story.observations.find(
          ({ index, tokenRequest }) =>
            index < seen.index &&
            tokenRequest?.code?.form === 'token' &&
            tokenRequest.code.token.fingerprint === code.token.fingerprint,
        )
      : undefined;
  const row = refusalWords(seen);
  const named = row && row.cause !== 'cannot-tell' && row.cause !== 'authorization-code-reused-or-invalid';
  if (earlier && succeeded(earlier) && !named) {
    return [
      {
        cause: 'authorization-code-reused-or-invalid',
        confidence: 'high',
        sentence: 'One authorization code was exchanged twice. The first exchange succeeded; a code works once.',
        evidence: [earlier.requestTrace, ...evidence],
      },
    ];
  }
  if (!named && differentRedirect(seen, story)) {
    return [
      {
        cause: 'redirect-uri-mismatch',
        confidence: 'high',
        sentence:
          'The redirect_uri of the exchange is not the one of the authorize step; the two must be the same string.',
        evidence,
      },
    ];
  }
  if (!named && request?.verifier === 'malformed') {
    return [
      {
        cause: 'pkce-verifier-mismatch',
        confidence: 'medium',
        sentence: 'The code_verifier has a form that no verifier may have: 43 to 128 characters of A-Z a-z 0-9 . _ ~ -',
        evidence,
      },
    ];
  }
  return [];
};

function differentRedirect(seen: Observation, story: Story): boolean {
  const sent = seen.tokenRequest?.redirectUri;
  if (sent === undefined || seen.tokenRequest?.grant !== 'authorization_code') return false;
  const authorize = lastWhere(
    story.observations,
    ({ index, authorizeRequest }) => index < seen.index && authorizeRequest?.redirectUri !== undefined,
  );
  return authorize !== undefined && authorize.authorizeRequest?.redirectUri !== sent;
}

/** D18: of a client credentials request in good form only the credentials are left to be wrong. */
const credentialsAlone: RefusalStep = (seen) => {
  const { tokenRequest, answer, authorization } = seen;
  if (answer.bodySeen || tokenRequest?.grant !== 'client_credentials' || tokenRequest.bodyForm === 'json') return [];
  if (authorization.form !== 'basic' && !tokenRequest.hasSecret) return [];
  return [
    {
      cause: 'client-credentials-wrong',
      confidence: 'medium',
      sentence:
        'A request for a client credentials token was refused. Its form is right, so the client id or the secret is not.',
      evidence: [seen.requestTrace, answer.trace],
    },
  ];
};

/** D18 by the table. */
const knownWords: RefusalStep = (seen) => {
  const row = refusalWords(seen);
  if (!row || row.cause === 'cannot-tell' || row.cause === 'none') return [];
  return [
    { cause: row.cause, confidence: 'high', sentence: row.meaning, evidence: [seen.answer.trace, seen.requestTrace] },
  ];
};

const STEPS: readonly RefusalStep[] = [
  lostRefreshToken,
  probablyLost,
  refusedGrant,
  shownByRequest,
  credentialsAlone,
  knownWords,
];

/** What the calls were refused for before it is a symptom: with this answer the program could not get over it. */
function fallback(seen: Observation, story: Story): Claim {
  const { answer } = seen;
  const known = isRefresh(seen);
  const likely = !known && mayBeRefresh(seen, story);
  const what = known ? 'the refresh' : likely ? 'the request, most likely a refresh' : 'the request';
  const reasons = known || likely ? REFRESH_REASONS : '';
  return {
    cause: answer.error === 'use_dpop_nonce' ? 'none' : 'cannot-tell',
    confidence: 'low',
    sentence: `The token endpoint refused ${what} (${answer.error ?? answer.status})${answer.bodySeen ? ' without words that say why' : ', and the log leaves out the body that says why'}.${reasons}`,
    evidence: [answer.trace, seen.requestTrace],
    ...(story.nextGrant(seen.index) === undefined && { rank: CAUSES['client-credentials-wrong'].rank }),
  };
}

const REFRESH_REASONS =
  ' A withdrawn permission, a refresh token past its six months, one of another client and one sent twice all look like this. Record the body of this answer.';
