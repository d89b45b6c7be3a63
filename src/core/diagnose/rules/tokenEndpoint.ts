import { findError } from '../../spotify/errors';
import { REFRESH_TOKENS_END_SINCE_MS, refreshTokenEndMs } from '../../spotify/policy';
import { durationText } from '../duration';
import { lastWhere } from '../lastWhere';
import { elapsed, momentOf } from '../ledger';
import type { Observation, TokenRequest } from '../observation';
import { type Claim, type Story, sentToken, succeeded } from '../story';
import { serverFaults } from './refused';

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
  return [{ ...fallback(seen), handled }];
}

type Step = (seen: Observation, story: Story) => readonly Claim[];

/** D19. A form that holds the word "undefined" was built from a variable that lost its value. */
const lostRefreshToken: Step = (seen, story) => {
  const field = seen.tokenRequest?.refreshToken;
  const isRefresh = seen.tokenRequest?.grant === 'refresh_token';
  const says = /refresh_token must be supplied/i.test(seen.answer.message ?? '');
  const empty =
    field?.form === 'placeholder' || (isRefresh && field === undefined && says) || (says && !seen.tokenRequest?.grant);
  if (!empty || seen.tokenRequest?.bodyForm === 'json') return [];
  const written = field?.form === 'placeholder' ? field.written : '';
  const before = lastWhere(
    story.tokenGrants,
    (grant) => grant.index < seen.index && grant.answer.bodySeen && grant.answer.issued?.refresh === undefined,
  );
  if (!before && written === 'null') return [];
  if (!before && field === undefined) return [];
  return [
    {
      cause: 'refresh-token-lost',
      confidence: before ? 'high' : 'medium',
      sentence: `The refresh was sent ${written === '' ? 'with no refresh token' : `with the word "${written}" for a refresh token`}${before ? ', after an answer that brought none: the stored one was overwritten by nothing. An answer without refresh_token means: keep the old one' : ': the stored one is gone'}.`,
      evidence: [seen.requestTrace, seen.answer.trace, ...(before ? [before.answer.trace] : [])],
    },
  ];
};

/** The same without the form in the log: a refresh that worked, brought no refresh token, and the next one sends none of Spotify's. */
const probablyLost: Step = (seen, story) => {
  if (!isUnseen(seen) || wordsOf(seen)?.cause !== 'refresh-token-invalid') return [];
  const before = story.previousGrant(seen.index);
  const login = before && story.previousGrant(before.index);
  if (!login?.answer.issued?.refresh || before?.answer.issued?.access === undefined || before.answer.issued.refresh)
    return [];
  return [
    {
      cause: 'refresh-token-lost',
      confidence: 'medium',
      sentence:
        'A refresh worked and its answer brought no refresh token; the next refresh sent something that is none. Most likely the stored one was overwritten by nothing. An answer without refresh_token means: keep the old one.',
      evidence: [seen.answer.trace, before.answer.trace],
    },
    {
      cause: 'refresh-token-invalid',
      confidence: 'low',
      sentence: wordsOf(seen)?.meaning ?? '',
      evidence: [seen.answer.trace],
    },
  ];
};

function isUnseen({ tokenRequest }: Observation): boolean {
  return tokenRequest?.bodyForm === 'unseen' || tokenRequest?.grant === undefined;
}

/** D3, D4 and D5 with what the log shows around them. */
const refusedGrant: Step = (seen, story) => {
  const row = wordsOf(seen);
  if (!isRefresh(seen) || (seen.answer.bodySeen && seen.answer.error !== 'invalid_grant')) return [];
  const evidence = [seen.answer.trace, seen.requestTrace];
  if (row?.cause === 'refresh-token-expired') {
    return [{ cause: 'refresh-token-expired', confidence: 'high', sentence: SIX_MONTHS, evidence }];
  }
  const reuse = earlierUse(seen, story);
  if (reuse) return [reusedClaim(seen, reuse)];
  const race = unseenRace(seen, story) ?? newTokenNearby(seen, story);
  if (race && row?.cause === 'permission-revoked') {
    return [
      { ...reusedClaim(seen, race), confidence: 'medium', sentence: RACE_SENTENCE },
      ...revoked(seen, story).map((claim) => ({ ...claim, confidence: 'low' as const })),
    ];
  }
  if (row?.cause === 'refresh-token-invalid') {
    return [{ cause: 'refresh-token-invalid', confidence: 'high', sentence: row.meaning, evidence }];
  }
  if (isSixMonthsOld(seen, story)) {
    return [{ cause: 'refresh-token-expired', confidence: 'medium', sentence: SIX_MONTHS, evidence }];
  }
  return row?.cause === 'permission-revoked' || wasRevoked(seen, story) ? revoked(seen, story) : [];
};

const RACE_SENTENCE =
  'A refresh was refused as revoked, and around that moment another one had succeeded: most likely one refresh token was sent twice, by two parts of the program at the same time. No permission was withdrawn.';

const SIX_MONTHS =
  "The refresh token had come to its end: six months after the user's authorization, which a refresh does not extend. The user has to log in again.";

function revoked(seen: Observation, story: Story): readonly Claim[] {
  const faults = serverFaults(story).filter((fault) => isNear(fault, seen));
  const evidence = [seen.answer.trace, seen.requestTrace];
  const claim: Claim = {
    cause: 'permission-revoked',
    confidence: faults.length > 0 ? 'low' : 'medium',
    sentence:
      'The grant was withdrawn: the user removed the app at account/apps, or the password was reset (the answer is the same for both). The user has to log in again.',
    evidence,
  };
  if (faults.length === 0) return [claim];
  return [
    {
      cause: 'spotify-outage',
      confidence: 'medium',
      sentence: `Spotify refused the refresh token while its servers were failing (${faults.length} × 5xx nearby). It has done so by mistake before: keep the token and try once more later.`,
      evidence: [...evidence, ...faults.slice(0, 2).map((fault) => fault.answer.trace)],
    },
    claim,
  ];
}

function wasRevoked(seen: Observation, story: Story): boolean {
  return story.observations.some((other) => other.role === 'revoke' && succeeded(other) && other.index < seen.index);
}

function isNear(fault: Observation, seen: Observation): boolean {
  const apart = elapsed(momentOf(fault), momentOf(seen));
  return apart === undefined ? Math.abs(fault.index - seen.index) <= 20 : Math.abs(apart) <= 10 * 60_000;
}

/** D4 without the text: the log shows a login that is six months old, and the rule was in force. */
function isSixMonthsOld(seen: Observation, story: Story): boolean {
  const at = seen.serverMs ?? seen.startMs;
  const field = seen.tokenRequest?.refreshToken;
  const issue = field?.form === 'token' ? story.tokens.get(field.token.fingerprint)?.issue : undefined;
  const from = issue?.serverMs ?? issue?.localMs;
  return at !== undefined && from !== undefined && at >= REFRESH_TOKENS_END_SINCE_MS && at >= refreshTokenEndMs(from);
}

/** An earlier request with the same refresh token that succeeded, where its success is what killed the token. */
function earlierUse(seen: Observation, story: Story): Observation | undefined {
  const field = seen.tokenRequest?.refreshToken;
  if (field?.form !== 'token') return undefined;
  const earlier = lastWhere(
    story.tokenGrants,
    (grant) =>
      grant !== seen &&
      grant.tokenRequest?.refreshToken?.form === 'token' &&
      grant.tokenRequest.refreshToken.token.fingerprint === field.token.fingerprint,
  );
  if (!earlier) return undefined;
  const next = earlier.answer.issued?.refresh?.fingerprint;
  const rotated = next !== undefined && next !== field.token.fingerprint;
  const apart = elapsed(momentOf(earlier), momentOf(seen));
  const together = apart === undefined ? Math.abs(earlier.index - seen.index) === 1 : Math.abs(apart) <= TOGETHER_MS;
  return rotated || together ? earlier : undefined;
}

/** The form is not in the log, but a rotating refresh was answered a moment before and its token not used yet. */
function unseenRace(seen: Observation, story: Story): Observation | undefined {
  if (!isUnseen(seen)) return undefined;
  const first = story.previousGrant(seen.index);
  if (!first?.answer.issued?.refresh || !story.previousGrant(first.index)?.answer.issued?.refresh) return undefined;
  const apart = elapsed(momentOf(first), momentOf(seen));
  return seen.index - first.index === 1 && (apart === undefined || Math.abs(apart) <= TOGETHER_MS) ? first : undefined;
}

/**
 * A log of failures alone (axios errors) does not show the refresh that succeeded, but it shows its token: a call moments
 * later carries one that is neither the old one nor issued by anything in the log.
 */
function newTokenNearby(seen: Observation, story: Story): Observation | undefined {
  if (seen.tokenRequest?.refreshToken?.form !== 'token' || story.tokenGrants.length > 0) return undefined;
  const calls = story.observations.filter((other) => other.role === 'resource' && sentToken(other) !== undefined);
  const before = lastWhere(calls, ({ index }) => index < seen.index);
  const after = calls.find(({ index }) => index > seen.index);
  if (!before || !after || sentToken(before)?.fingerprint === sentToken(after)?.fingerprint) return undefined;
  const apart = elapsed(momentOf(seen), momentOf(after));
  return apart !== undefined && Math.abs(apart) <= TOGETHER_MS ? after : undefined;
}

/** Two refreshes within this time are one decision made twice. */
const TOGETHER_MS = 10_000;

function reusedClaim(seen: Observation, first: Observation): Claim {
  const apart = elapsed(momentOf(first), momentOf(seen));
  return {
    cause: 'refresh-token-reused',
    confidence: 'high',
    sentence: `One refresh token was sent twice${apart === undefined ? '' : ` within ${durationText(apart)}`}; the first refresh succeeded and the second was refused. Two parts of the program refresh at the same time, or a token that had been replaced was kept. No permission was withdrawn.`,
    evidence: [first.requestTrace, first.answer.trace, seen.requestTrace, seen.answer.trace],
  };
}

/** D18 by what was sent, where the answer's words are missing or say little. */
const shownByRequest: Step = (seen, story) => {
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
  const row = wordsOf(seen);
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
const credentialsAlone: Step = (seen) => {
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
const knownWords: Step = (seen) => {
  const row = wordsOf(seen);
  if (!row || row.cause === 'cannot-tell' || row.cause === 'none') return [];
  return [
    { cause: row.cause, confidence: 'high', sentence: row.meaning, evidence: [seen.answer.trace, seen.requestTrace] },
  ];
};

const STEPS: readonly Step[] = [
  lostRefreshToken,
  probablyLost,
  refusedGrant,
  shownByRequest,
  credentialsAlone,
  knownWords,
];

function fallback(seen: Observation): Claim {
  const refresh = isRefresh(seen);
  return {
    cause: seen.answer.error === 'use_dpop_nonce' ? 'none' : 'cannot-tell',
    confidence: 'low',
    sentence: `The token endpoint refused ${refresh ? 'the refresh' : 'the request'} (${seen.answer.error ?? seen.answer.status}) without words that say why.`,
    evidence: [seen.answer.trace, seen.requestTrace],
  };
}

function isRefresh({ tokenRequest, answer }: Observation): boolean {
  const grant = (tokenRequest as TokenRequest | undefined)?.grant;
  return (
    grant === 'refresh_token' ||
    tokenRequest?.refreshToken !== undefined ||
    (grant === undefined && /refresh token/i.test(answer.message ?? ''))
  );
}

function wordsOf({ answer }: Observation) {
  const { status, error, message } = answer;
  return findError({
    host: 'accounts',
    ...(status === 400 || status >= 500 || status === 415 ? { status } : {}),
    ...(error !== undefined && { error }),
    ...(message !== undefined && { message }),
  });
}

/** D20: two refreshes with one token, both answered well, where the second had no reason. */
export function explainRacingRefreshes(story: Story): readonly Claim[] {
  const claims: Claim[] = [];
  const last = new Map<string, Observation>();
  for (const seen of story.tokenGrants) {
    const field = seen.tokenRequest?.refreshToken;
    if (field?.form !== 'token') continue;
    const first = last.get(field.token.fingerprint);
    if (first && areRacing(first, seen, story)) {
      claims.push({
        cause: 'refresh-token-reused',
        confidence: 'high',
        sentence:
          "One refresh token was sent twice within seconds: two parts of the program refresh at the same time. Where refresh tokens rotate, the second answer kills the first one's.",
        evidence: [first.requestTrace, seen.requestTrace],
      });
    }
    last.set(field.token.fingerprint, seen);
  }
  return claims;
}

/** A token that lives for seconds is refreshed every few seconds by right: only a second refresh without a use counts. */
function areRacing(first: Observation, second: Observation, story: Story): boolean {
  const apart = elapsed(momentOf(first), momentOf(second));
  if (apart === undefined || Math.abs(apart) > TOGETHER_MS) return false;
  const issued = first.answer.issued?.access?.fingerprint;
  const used = story.observations.some(
    ({ index, role, authorization }) =>
      index > first.index &&
      index < second.index &&
      role === 'resource' &&
      (issued === undefined || authorization.form !== 'bearer' || authorization.token.fingerprint === issued),
  );
  const lifetimeMs = (first.answer.issued?.expiresInSeconds ?? 3600) * 1000;
  return !used && Math.abs(apart) < lifetimeMs / 2;
}
