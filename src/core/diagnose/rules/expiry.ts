import { durationText } from '../duration';
import type { Observation } from '../observation';
import { type Claim, callOf, type Story, sentToken } from '../story';
import { type CallStep, callWords } from './callRefusal';

/** D1: the server says so, or the token was older than its life. */
export const pastItsEnd: CallStep = (seen, story) => {
  const age = story.ageAt(seen);
  const says = callWords(seen)?.cause === 'session-expired';
  return says || (age && isOver(age)) ? expired(seen, story) : undefined;
};

/** Stamps are whole seconds and the token is a little older than its answer: two seconds in doubt count as passed. */
function isOver({ ms, lifetimeMs }: { readonly ms: number; readonly lifetimeMs: number }): boolean {
  return ms >= lifetimeMs - Math.min(2_000, lifetimeMs / 2);
}

function expired(seen: Observation, story: Story): Claim {
  const age = story.ageAt(seen);
  const handled = recovery(seen, story);
  const said = callWords(seen)?.cause === 'session-expired';
  const when =
    age && isOver(age)
      ? `it was ${age.from ? '' : 'at least '}${durationText(age.ms)} old and lives ${durationText(age.lifetimeMs)}`
      : 'the server says so';
  return {
    cause: 'session-expired',
    confidence: said || sentToken(seen) ? 'high' : 'medium',
    sentence: `The access token had expired: ${when}.${handled ? ' The program refreshed it and the call went through.' : ' No refresh followed that made the call work.'}`,
    evidence: [
      seen.answer.trace,
      seen.requestTrace,
      ...(age?.from ? [age.from] : []),
      ...(handled ? [handled.answer.trace] : []),
    ],
    handled: handled !== undefined,
  };
}

/** D2: the outcome of one refresh tells what the text no longer does. */
export const curedByRefresh: CallStep = (seen, story) => {
  const cure = recovery(seen, story);
  if (!cure) return undefined;
  return {
    cause: 'session-expired',
    confidence: 'medium',
    sentence:
      'The call was refused, a new token was fetched, and the same call went through: the old token had expired.',
    evidence: [seen.answer.trace, cure.answer.trace],
    handled: true,
  };
};

/** The answer that issued a new token after a 401 and before the call worked again. */
function recovery(seen: Observation, story: Story): Observation | undefined {
  const grant = story.nextGrant(seen.index);
  if (!grant) return undefined;
  const success = story.nextSuccessOf(seen);
  if (success !== undefined && success > grant.index) return grant;
  const called = story.observations.some((other) => other.index > grant.index && callOf(other) === callOf(seen));
  const other = story.nextResourceSuccess(grant.index);
  return !called && other !== undefined ? grant : undefined;
}
