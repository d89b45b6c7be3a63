import { REFRESH_TOKENS_END_SINCE_MS, refreshTokenEndMs } from '../../spotify/policy';
import { lastWhere } from '../lastWhere';
import { elapsed, momentOf } from '../ledger';
import type { Observation } from '../observation';
import { type Claim, type Story, succeeded } from '../story';
import { explainRace, guessRace, wordlessRace } from './refreshRace';
import { serverFaults } from './refused';
import { isRefresh, isUnseen, mayBeRefresh, type RefusalStep, refusalWords } from './tokenRefusal';

/** D19. A form that holds the word "undefined" was built from a variable that lost its value. */
export const lostRefreshToken: RefusalStep = (seen, story) => {
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
export const probablyLost: RefusalStep = (seen, story) => {
  if (!isUnseen(seen) || refusalWords(seen)?.cause !== 'refresh-token-invalid') return [];
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
      sentence: refusalWords(seen)?.meaning ?? '',
      evidence: [seen.answer.trace],
    },
  ];
};

/** D3, D4 and D5 with what the log shows around them. */
export const refusedGrant: RefusalStep = (seen, story) => {
  const row = refusalWords(seen);
  if (!isRefresh(seen) && !mayBeRefresh(seen, story)) return [];
  if (seen.answer.bodySeen && seen.answer.error !== 'invalid_grant') return [];
  const evidence = [seen.answer.trace, seen.requestTrace];
  if (row?.cause === 'refresh-token-expired') {
    return [{ cause: 'refresh-token-expired', confidence: 'high', sentence: SIX_MONTHS, evidence }];
  }
  const race = explainRace(seen, story);
  if (race) return [race];
  const guess = row?.cause === 'permission-revoked' ? guessRace(seen, story) : wordlessRace(seen, story);
  if (guess) return [guess, ...revoked(seen, story).map((claim) => ({ ...claim, confidence: 'low' as const }))];
  if (row?.cause === 'refresh-token-invalid') {
    return [{ cause: 'refresh-token-invalid', confidence: 'high', sentence: row.meaning, evidence }];
  }
  if (isSixMonthsOld(seen, story)) {
    return [{ cause: 'refresh-token-expired', confidence: 'medium', sentence: SIX_MONTHS, evidence }];
  }
  return row?.cause === 'permission-revoked' || wasRevoked(seen, story) ? revoked(seen, story) : [];
};

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

/**
 * D4 without the text: the log shows a login that is six months old, and the rule was in force. Where it leaves out the
 * answers, the latest one that brought tokens stands for the login: the user agreed then or before.
 */
function isSixMonthsOld(seen: Observation, story: Story): boolean {
  const at = seen.serverMs ?? seen.startMs;
  const field = seen.tokenRequest?.refreshToken;
  const issue = field?.form === 'token' ? story.tokens.get(field.token.fingerprint)?.issue : undefined;
  const grant = story.previousGrant(seen.index);
  const login = issue ?? (grant?.answer.bodySeen === false ? momentOf(grant) : undefined);
  const from = login?.serverMs ?? login?.localMs;
  return at !== undefined && from !== undefined && at >= REFRESH_TOKENS_END_SINCE_MS && at >= refreshTokenEndMs(from);
}
