import type { CauseId } from '../diagnosis';
import { durationText } from '../duration';
import type { Claims, Observation, Trace } from '../observation';
import { type Claim, type Story, sentToken, succeeded } from '../story';

/** The systems around Spotify whose tokens are JWTs: Backstage, Confidence, next-auth, Supabase, OIDC. Rule D9. */
export function explainJwts(story: Story): readonly Claim[] {
  return story.observations.flatMap((seen) => {
    const claim = succeeded(seen) ? aliveThoughExpired(seen, story) : refusedJwt(seen, story);
    return claim ? [claim] : [];
  });
}

function refusedJwt(seen: Observation, story: Story): Claim | undefined {
  const clue = seen.clues.find(({ by }) => by === 'jwt');
  if (clue) return spoken(seen, story, clue.cause);
  const { status, challenge } = seen.answer;
  if (status !== 401 && !(status === 403 && challenge?.includes('invalid_token'))) return undefined;
  const claims = sentToken(seen)?.claims;
  if (!claims || seen.host === 'api.spotify.com') return undefined;
  return checkTimes(seen, story, claims) ?? checkParties(seen, claims) ?? unexplained(seen, story);
}

/** Its times are in order, and who takes it has a key, an audience and an issuer in mind that the log does not show. */
function unexplained(seen: Observation, story: Story): Claim | undefined {
  if (seen.role !== 'other') return undefined;
  return {
    cause: 'cannot-tell',
    confidence: 'low',
    sentence: `A JWT was refused${seen.answer.bodySeen ? ' without words that say why' : ', and the log leaves out the body that says why'}. Its times are in order as far as the log shows: what is left is its signature, its audience or issuer, or its withdrawal.`,
    evidence: [seen.requestTrace, seen.answer.trace],
    handled: story.nextSuccessOf(seen) !== undefined,
  };
}

/** What the receiver of the token says is what it found. */
function spoken(seen: Observation, story: Story, cause: CauseId): Claim {
  const evidence = [seen.answer.trace, seen.requestTrace];
  if (cause === 'token-not-yet-valid' && isClockOff(story)) {
    return { cause: 'clock-wrong', confidence: 'high', sentence: NOT_YET_BY_CLOCK, evidence };
  }
  return {
    cause,
    confidence: 'high',
    sentence: SENTENCES[cause] ?? '',
    evidence,
    handled: story.nextSuccessOf(seen) !== undefined,
  };
}

export const SENTENCES: Partial<Record<CauseId, string>> = {
  'session-expired':
    "The JWT of the app's own session had expired. It is not Spotify's token: the session layer has to renew it.",
  'token-not-yet-valid': 'The JWT is not valid yet: its nbf or iat lies in the future of the one who checks it.',
  'wrong-audience-or-issuer': 'The JWT was issued by, or for, somebody else than the receiver expects (iss or aud).',
  'signature-invalid': 'The signature of the JWT does not verify: another key, another secret, or a changed token.',
};

const NOT_YET_BY_CLOCK =
  'A JWT was called not yet valid between two machines whose clocks differ: the clock is wrong, not the token.';

function isClockOff(story: Story): boolean {
  return story.clock?.verdict === 'wrong' || story.clock?.verdict === 'zone';
}

function checkTimes(seen: Observation, story: Story, claims: Claims): Claim | undefined {
  const evidence = [seen.requestTrace, seen.answer.trace];
  const at = seen.serverMs ?? seen.startMs;
  if (at === undefined) return undefined;
  if (claims.expiresAtMs !== undefined && claims.expiresAtMs <= at) {
    return {
      cause: 'session-expired',
      confidence: 'high',
      sentence: `The JWT had expired ${durationText(at - claims.expiresAtMs)} before the request (exp).`,
      evidence,
      handled: story.nextSuccessOf(seen) !== undefined,
    };
  }
  const from = Math.max(claims.notBeforeMs ?? 0, claims.issuedAtMs ?? 0);
  if (from <= at + SKEW_MS) return clockHidesIt(seen, story, claims, evidence);
  return {
    cause: 'token-not-yet-valid',
    confidence: 'medium',
    sentence: `The JWT begins to be valid ${durationText(from - at)} after the request (nbf or iat).`,
    evidence,
  };
}

/** By the server's time the token is in order, by the local clock it is not: the local clock is what is wrong. */
function clockHidesIt(seen: Observation, story: Story, claims: Claims, evidence: readonly Trace[]): Claim | undefined {
  if (!isClockOff(story) || seen.startMs === undefined) return undefined;
  const from = Math.max(claims.notBeforeMs ?? 0, claims.issuedAtMs ?? 0);
  return from > seen.startMs + SKEW_MS
    ? { cause: 'clock-wrong', confidence: 'high', sentence: NOT_YET_BY_CLOCK, evidence }
    : undefined;
}

const SKEW_MS = 60_000;

/** Source: Backstage `issueUserToken`; Confidence's public clients. */
const PARTIES: readonly {
  readonly applies: (claims: Claims) => boolean;
  readonly fits: (claims: Claims) => boolean;
  readonly name: string;
}[] = [
  {
    name: 'a Backstage token (aud has to be "backstage")',
    applies: ({ type }) => type?.startsWith('vnd.backstage.') ?? false,
    fits: ({ audience }) => audience.length === 0 || audience.includes('backstage'),
  },
  {
    name: 'a Confidence token (aud has to be "https://confidence.dev/")',
    applies: ({ issuer }) => /^https:\/\/(?:auth|iam)\.confidence\.dev\/$/.test(issuer ?? ''),
    fits: ({ audience }) => audience.includes('https://confidence.dev/'),
  },
];

function checkParties(seen: Observation, claims: Claims): Claim | undefined {
  const wrong = PARTIES.find(({ applies, fits }) => applies(claims) && !fits(claims));
  if (!wrong) return undefined;
  return {
    cause: 'wrong-audience-or-issuer',
    confidence: 'medium',
    sentence: `The JWT is ${wrong.name}, and its audience is another one.`,
    evidence: [seen.requestTrace, seen.answer.trace],
  };
}

/** D9: expired by the local clock, and accepted all the same. */
function aliveThoughExpired(seen: Observation, story: Story): Claim | undefined {
  const expiresAtMs = sentToken(seen)?.claims?.expiresAtMs;
  if (expiresAtMs === undefined || seen.startMs === undefined || seen.startMs < expiresAtMs + SKEW_MS) return undefined;
  if (seen.serverMs !== undefined && seen.serverMs > expiresAtMs) return undefined;
  if (story.clock === undefined || !isClockOff(story)) return undefined;
  return {
    cause: 'clock-wrong',
    confidence: 'medium',
    sentence: `By the clock of this log the JWT had expired ${durationText(seen.startMs - expiresAtMs)} earlier, and the server took it: the clock is wrong.`,
    evidence: [seen.requestTrace, seen.answer.trace],
  };
}
