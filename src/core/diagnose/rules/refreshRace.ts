import { durationText } from '../duration';
import { lastWhere } from '../lastWhere';
import { elapsed, momentOf } from '../ledger';
import type { Observation } from '../observation';
import { type Claim, type Story, sentToken } from '../story';
import { isUnseen } from './tokenRefusal';

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

/** A refresh that was refused because another one had used up its token: the claim, where the log shows the other. */
export function explainRace(seen: Observation, story: Story): Claim | undefined {
  const earlier = earlierUse(seen, story);
  return earlier && reusedClaim(seen, earlier);
}

/** The same where the log leaves out the form, or every call that went well: likely, not proved. */
export function guessRace(seen: Observation, story: Story): Claim | undefined {
  const other = unseenRace(seen, story) ?? newTokenNearby(seen, story);
  return other && { ...reusedClaim(seen, other), confidence: 'medium', sentence: RACE_SENTENCE };
}

const RACE_SENTENCE =
  'A refresh was refused as revoked, and around that moment another one had succeeded: most likely one refresh token was sent twice, by two parts of the program at the same time. No permission was withdrawn.';

function reusedClaim(seen: Observation, first: Observation): Claim {
  const apart = elapsed(momentOf(first), momentOf(seen));
  return {
    cause: 'refresh-token-reused',
    confidence: 'high',
    sentence: `One refresh token was sent twice${apart === undefined ? '' : ` within ${durationText(apart)}`}; the first refresh succeeded and the second was refused. Two parts of the program refresh at the same time, or a token that had been replaced was kept. No permission was withdrawn.`,
    evidence: [first.requestTrace, first.answer.trace, seen.requestTrace, seen.answer.trace],
  };
}

/** An earlier request with the same refresh token that succeeded, where its success is what killed the token. */
function earlierUse(seen: Observation, story: Story): Observation | undefined {
  const field = seen.tokenRequest?.refreshToken;
  if (field?.form !== 'token') return undefined;
  const earlier = lastWhere(
    story.tokenGrants,
    (grant) =>
      (grant.index < seen.index || startedBeforeAnswer(grant, seen)) &&
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

/** Of two requests on their way at once either may be answered first. */
function startedBeforeAnswer(other: Observation, seen: Observation): boolean {
  return other.startMs !== undefined && seen.endMs !== undefined && other.startMs < seen.endMs;
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
 * Neither forms nor answers are in the log: calls were refused, a token request succeeded, and the next one, seconds later
 * and before any call, did not.
 */
export function wordlessRace(seen: Observation, story: Story): Claim | undefined {
  const first = story.previousGrant(seen.index);
  if (!first || !isUnseen(seen) || !isUnseen(first) || seen.answer.bodySeen || first.answer.bodySeen) return undefined;
  const apart = elapsed(momentOf(first), momentOf(seen));
  if (seen.index - first.index !== 1 || apart === undefined || Math.abs(apart) > TOGETHER_MS) return undefined;
  const before = story.observations.find(({ index }) => index === first.index - 1);
  if (before?.role !== 'resource' || before.answer.status !== 401) return undefined;
  return { ...reusedClaim(seen, first), confidence: 'medium', sentence: WORDLESS_RACE };
}

const WORDLESS_RACE =
  'After a 401 two token requests followed each other within seconds; the first succeeded and the second was refused: most likely one refresh token was sent twice, by two parts of the program at the same time. The log leaves out what was sent and why it was refused.';

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
