import { durationText } from '../duration';
import type { Observation } from '../observation';
import { type Claim, sentToken } from '../story';
import type { CallStep } from './callRefusal';
import { pastItsEnd } from './expiry';
import { missing } from './noToken';

/** The outage of July 2026, unless the token had come to its end anyway. */
export const falseMissing: CallStep = (seen, story) => {
  if (!seen.answer.message?.startsWith('Access token missing')) return undefined;
  const expired = pastItsEnd(seen, story);
  if (expired) return expired;
  const token = sentToken(seen);
  const worksElsewhere = token !== undefined && story.tokens.get(token.fingerprint)?.worked;
  const isPlayer = /\/me\/player(?:\/|$)/.test(seen.path);
  if (!isPlayer && !worksElsewhere && token === undefined) {
    return missing(seen, story, 'The server says that the access token is missing.');
  }
  if (!isPlayer && !worksElsewhere) return undefined;
  return {
    cause: 'spotify-outage',
    confidence: worksElsewhere || token !== undefined ? 'medium' : 'low',
    sentence: worksElsewhere
      ? 'Spotify said "Access token missing" about a token that works on other calls: the fault on /me/player* that began in July 2026, no logout.'
      : 'Spotify said "Access token missing" on /me/player*, as it has done by mistake since July 2026.',
    evidence: [seen.answer.trace, seen.requestTrace],
    handled: story.nextSuccessOf(seen) !== undefined,
  };
};

/** A token that is refused and then works again was never dead. */
export const falseRefusal: CallStep = (seen, story) => {
  const token = sentToken(seen);
  const next = story.nextSuccessOf(seen);
  if (!token || next === undefined) return undefined;
  const retry = story.observations.find((other) => other.index === next);
  if (!retry || sentToken(retry)?.fingerprint !== token.fingerprint) return undefined;
  return {
    cause: 'spotify-outage',
    confidence: 'medium',
    sentence: "The same token was refused and then worked on the same call: the refusal was a fault on Spotify's side.",
    evidence: [seen.answer.trace, retry.answer.trace],
    handled: true,
  };
};

/** D10: one bad token is a bad token, many at once are not. */
export function manyTokensAtOnce(unexplained: readonly Observation[]): readonly Claim[] {
  const tokens = new Set(
    unexplained.map((seen) => sentToken(seen)?.fingerprint).filter((token) => token !== undefined),
  );
  const [first, last] = [unexplained[0], unexplained.at(-1)];
  const span = Math.abs((last?.serverMs ?? last?.startMs ?? 0) - (first?.serverMs ?? first?.startMs ?? 0));
  if (tokens.size < 3 || span > 10 * 60_000) return [];
  return [
    {
      cause: 'spotify-outage',
      confidence: 'medium',
      sentence: `${tokens.size} different tokens were refused within ${durationText(span)}: that is a fault on Spotify's side, not one of the tokens.`,
      evidence: unexplained.slice(0, 4).map((seen) => seen.answer.trace),
    },
  ];
}
