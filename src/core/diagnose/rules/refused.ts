import { successorOf } from '../../spotify/endpoints';
import { findError } from '../../spotify/errors';
import { durationText } from '../duration';
import { lastWhere } from '../lastWhere';
import type { Observation, Trace } from '../observation';
import { type Claim, callOf, endpointOf, neededScopes, type Story, sentToken, succeeded } from '../story';
import { missingScope } from './rights';

/** 403: the token is good and the call is not allowed. Rules D11, D13 to D16. */
export function explainForbidden(story: Story): readonly Claim[] {
  return story.observations
    .filter(({ role, answer }) => (role === 'resource' || role === 'web-player') && answer.status === 403)
    .map((seen) => explain(seen, story));
}

function explain(seen: Observation, story: Story): Claim {
  const { status, error, message } = seen.answer;
  const row = findError({
    host: seen.role === 'web-player' ? 'web-player' : 'api',
    status,
    ...(error !== undefined && { error }),
    ...(message !== undefined && { message }),
  });
  const evidence = [seen.answer.trace, seen.requestTrace];
  if (row?.cause === 'missing-scope') return missingScope(seen, 'high');
  if (row && row.message !== 'Forbidden' && row.cause !== 'cannot-tell') {
    return { cause: row.cause, confidence: 'high', sentence: row.meaning, evidence };
  }
  return withoutWords(seen, story);
}

/** A bare "Forbidden", or no text at all: the endpoint and the granted scopes have to say it. */
function withoutWords(seen: Observation, story: Story): Claim {
  const evidence = [seen.answer.trace, seen.requestTrace];
  const endpoint = endpointOf(seen);
  const granted = story.scopesOf(seen);
  if (endpoint?.deprecated) {
    const successor = successorOf(endpoint);
    return {
      cause: 'endpoint-removed',
      confidence: 'medium',
      sentence: `${endpoint.method} ${endpoint.path} is closed for apps in development mode since February and March 2026${successor ? `; its successor is ${successor}` : ''}.`,
      evidence,
    };
  }
  const scopes = neededScopes(seen);
  if (granted && scopes.length > 0 && !scopes.some((scope) => granted.includes(scope)))
    return missingScope(seen, 'medium');
  return {
    cause: 'cannot-tell',
    confidence: 'low',
    sentence:
      "A 403 without a text that says why: a scope, the list of users, the Premium of the app's owner, or something that belongs to somebody else. It is never an expired token.",
    evidence,
  };
}

/** 429, wherever it comes from. Rule D17. */
export function explainRateLimits(story: Story): readonly Claim[] {
  const limited = story.observations.filter(
    ({ role, answer }) => role !== 'other' && (answer.status === 429 || answer.error === 'QUOTA_EXCEEDED'),
  );
  const [first] = limited;
  if (!first) return [];
  const refreshed = limited.some(
    (seen) =>
      story.nextGrant(seen.index)?.index === seen.index + 1 &&
      story.nextGrant(seen.index)?.tokenRequest?.grant === 'refresh_token',
  );
  return [
    {
      cause: 'rate-limited',
      confidence: 'high',
      sentence: `Spotify limited the rate of calls (${limited.length} × ${first.answer.status}). That is no matter of tokens${refreshed ? ', and the refresh that followed only added a call' : ': a refresh would only add a call'}.`,
      evidence: limited.slice(0, 4).map((seen) => seen.answer.trace),
      handled: limited.every((seen) => story.nextSuccessOf(seen) !== undefined),
    },
  ];
}

/** 5xx of Spotify's hosts. Rule D10. */
export function explainServerFaults(story: Story): readonly Claim[] {
  const faults = serverFaults(story);
  const [first] = faults;
  if (!first) return [];
  const between = story.observations.some((seen) => seen.role === 'resource' && succeeded(seen));
  const statuses = [...new Set(faults.map((seen) => seen.answer.status))].join(', ');
  const last = faults.at(-1) ?? first;
  const span = Math.abs((last.serverMs ?? last.startMs ?? 0) - (first.serverMs ?? first.startMs ?? 0));
  return [
    {
      cause: 'spotify-outage',
      confidence: faults.length > 1 || between ? 'medium' : 'low',
      sentence: `Spotify's servers failed (${faults.length} × ${statuses}${faults.length > 1 && span > 0 ? ` within ${durationText(span)}` : ''}). Tokens and logins are not the cause; keep them and repeat later.`,
      evidence: faults.slice(0, 4).map((seen) => seen.answer.trace),
      handled: faults.every((seen) => story.nextSuccessOf(seen) !== undefined),
    },
  ];
}

export function serverFaults(story: Story): readonly Observation[] {
  return story.observations.filter(
    ({ role, answer }) => role !== 'other' && answer.status >= 500 && answer.status <= 599,
  );
}

/** D21: a new token was fetched and the old one sent again. */
export function explainStaleToken(story: Story): readonly Claim[] {
  const claims: Claim[] = [];
  for (const seen of story.observations) {
    if (seen.role !== 'resource' || seen.answer.status !== 401) continue;
    const grant = story.previousGrant(seen.index);
    if (!grant) continue;
    const before = lastWhere(
      story.observations,
      (other) => other.index < grant.index && other.role === 'resource' && other.answer.status === 401,
    );
    if (!before) continue;
    const claim = compareTokens(before, grant, seen, story);
    if (claim) claims.push(claim);
  }
  return claims;
}

function compareTokens(before: Observation, grant: Observation, after: Observation, story: Story): Claim | undefined {
  const [old, sent] = [sentToken(before)?.fingerprint, sentToken(after)?.fingerprint];
  const issued = grant.answer.issued?.access?.fingerprint;
  const evidence = [before.answer.trace, grant.answer.trace, after.requestTrace, after.answer.trace];
  const isOld =
    sent !== undefined && (sent === old || (story.recordOf(after)?.issue?.index ?? grant.index) < grant.index);
  if (isOld && sent !== issued && startedAfter(after, grant)) {
    return {
      cause: 'token-not-applied',
      confidence: issued === undefined ? 'medium' : 'high',
      sentence:
        'After a 401 a new token was fetched, and the next call still carried the old one: the new token was never put to use.',
      evidence,
      handled: story.nextSuccessOf(after) !== undefined,
    };
  }
  const age = story.ageAt(after);
  const isFresh = age === undefined || age.ms < age.lifetimeMs / 2;
  if (!isFresh || callOf(before) !== callOf(after)) return undefined;
  if (sent !== undefined) return sent === issued ? freshAndRefused(after, story, evidence) : undefined;
  if (after.authorization.form === 'unknown' || story.provesAbsence(after)) return undefined;
  return {
    cause: 'capture-sanitized',
    confidence: 'medium',
    sentence:
      'A call was refused before and after a refresh. Whether the new token was sent cannot be seen: the log had its credentials taken out.',
    evidence,
  };
}

/** The new token was sent and refused as the old one was: where the text says nothing else, it lacks a scope. */
function freshAndRefused(after: Observation, story: Story, evidence: readonly Trace[]): Claim | undefined {
  const { message } = after.answer;
  const saysMore = message !== undefined && !/missing\/invalid\/expired|bad or expired/i.test(message);
  const needed = neededScopes(after);
  const granted = story.scopesOf(after);
  const lacks = needed.length > 0 && !needed.some((scope) => granted?.includes(scope));
  if (saysMore || !lacks || story.nextSuccessOf(after) !== undefined) return undefined;
  return { ...missingScope(after, 'medium'), evidence };
}

/**
 * A call that was on its way while the refresh ran carried the old token by right. curl's bare times of day jump by up to a
 * second from one process to the next, so that only their order in the log counts.
 */
function startedAfter(after: Observation, grant: Observation): boolean {
  if (after.zone === 'none' || after.startMs === undefined || grant.startMs === undefined) return true;
  return after.startMs >= (grant.endMs ?? grant.startMs);
}
