import type { Observation } from '../observation';
import { type Claim, sentToken } from '../story';
import { type CallStep, callWords } from './callRefusal';

/** The value that was sent is known, and known to be something else. */
export const wrongKind: CallStep = (seen, story) => {
  const token = sentToken(seen);
  if (!token) return undefined;
  const record = story.tokens.get(token.fingerprint);
  const whole = story.tokens.mangledFrom(token);
  if (whole && !record?.issue) {
    const how = token.length < whole.length ? 'cut off' : 'changed';
    return wrong(
      seen,
      `The bearer is an access token that was ${how}: ${token.length} characters, and the one issued had ${whole.length}.`,
    );
  }
  const kind = record?.issue ? record.token.kind : token.kind;
  const what = KIND_NAMES[kind];
  if (what === undefined || (kind === 'jws' && seen.host !== 'api.spotify.com')) return undefined;
  return wrong(seen, `The bearer is not an access token but ${what}.`);
};

const KIND_NAMES: Readonly<Record<string, string>> = {
  'refresh-token': 'a refresh token or an authorization code',
  'authorization-code': 'an authorization code',
  'client-token': 'a client token of the web player',
  jws: 'a JWT, which the Web API never takes: its tokens are opaque',
  jwe: 'an encrypted JWT, which the Web API never takes: its tokens are opaque',
};

function wrong(seen: Observation, sentence: string): Claim {
  return { cause: 'wrong-token-kind', confidence: 'high', sentence, evidence: [seen.requestTrace, seen.answer.trace] };
}

export const invalidBearer: CallStep = (seen, story) => {
  if (callWords(seen)?.cause !== 'wrong-token-kind') return undefined;
  const worked = story.recordOf(seen)?.worked ?? false;
  return {
    cause: worked ? 'permission-revoked' : 'wrong-token-kind',
    confidence: worked ? 'low' : 'medium',
    sentence: worked
      ? 'Spotify calls a token invalid that had worked before and was not yet old: it may have been withdrawn.'
      : 'Spotify calls the token invalid, which is not how it speaks of an expired one: the value is cut off, garbled or of another kind.',
    evidence: [seen.answer.trace, seen.requestTrace],
  };
};
