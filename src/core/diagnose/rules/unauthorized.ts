import { findError } from '../../spotify/errors';
import { durationText } from '../duration';
import { lastWhere } from '../lastWhere';
import type { Observation } from '../observation';
import { type Claim, callOf, endpointOf, neededScopes, needsUser, type Story, sentToken, succeeded } from '../story';

/** Every 401 of the Web API, and the 400 and 404 that stand for one. Rules D1, D2, D6, D10 to D12. */
export function explainUnauthorized(story: Story): readonly Claim[] {
  const refused = story.observations.filter((seen) => seen.role === 'resource' && isRefusal(seen));
  const unexplained = new Set<Observation>();
  const claims = refused.map((seen) => {
    const claim = firstOf(STEPS, seen, story);
    if (claim.cause === 'cannot-tell') unexplained.add(seen);
    return claim;
  });
  return [...claims, ...manyTokensAtOnce([...unexplained])];
}

function isRefusal({ answer, authorization }: Observation): boolean {
  if (answer.status === 401) return true;
  if (answer.status === 404) return answer.message?.startsWith('Invalid username') ?? false;
  if (answer.status !== 400) return false;
  return authorization.form === 'malformed' || /bearer|malformed or illegal request/i.test(answer.message ?? '');
}

type Step = (seen: Observation, story: Story) => Claim | undefined;

function firstOf(steps: readonly Step[], seen: Observation, story: Story): Claim {
  for (const step of steps) {
    const claim = step(seen, story);
    if (claim) return claim;
  }
  return {
    cause: 'cannot-tell',
    confidence: 'low',
    sentence:
      'A 401 that the log does not explain: the token had expired or was not valid. The text alone no longer tells which, and the log shows neither the age of the token nor what a refresh answered.',
    evidence: [seen.answer.trace, seen.requestTrace],
  };
}

const noHeader: Step = (seen, story) => {
  const { authorization, answer } = seen;
  if (authorization.form === 'malformed') {
    const refused = refusedGrantBefore(seen, story);
    return {
      cause: 'malformed-authorization',
      confidence: refused ? 'low' : 'high',
      sentence: `The Authorization header is broken: it holds ${authorization.what}.${refused ? ' The token request before it had been refused, and the program went on without a token.' : ''}`,
      evidence: [seen.requestTrace, answer.trace, ...(refused ? [refused.answer.trace] : [])],
    };
  }
  if (authorization.form === 'basic') {
    return {
      cause: 'malformed-authorization',
      confidence: 'high',
      sentence:
        'The client id and secret (Basic) were sent to the Web API, which takes Bearer and an access token only.',
      evidence: [seen.requestTrace, answer.trace],
    };
  }
  if (!story.provesAbsence(seen)) return undefined;
  return missing(seen, story, 'The request had no Authorization header.');
};

/** A token request that was refused, with none that succeeded before or between: what follows is its consequence. */
function refusedGrantBefore(seen: Observation, story: Story): Observation | undefined {
  const last = lastWhere(story.observations, ({ index, role }) => index < seen.index && role === 'token');
  return last && !succeeded(last) && !story.previousGrant(seen.index) ? last : undefined;
}

const serverSaysMissing: Step = (seen, story) => {
  const row = wordsOf(seen);
  if (row?.cause === 'missing-token' && seen.authorization.form !== 'bearer') {
    return missing(seen, story, 'The server got no Authorization header ("No token provided").');
  }
  if (row?.cause === 'malformed-authorization') {
    return {
      cause: 'malformed-authorization',
      confidence: 'high',
      sentence: 'The server could not read the Authorization header ("Only valid bearer authentication supported").',
      evidence: [seen.answer.trace, seen.requestTrace],
    };
  }
  return undefined;
};

function missing(seen: Observation, story: Story, sentence: string): Claim {
  const logout = logoutBefore(seen, story);
  if (logout) {
    return {
      cause: 'logged-out',
      confidence: 'high',
      sentence: `The app had logged its user out before this request, so there was no token to send. ${sentence}`,
      evidence: [logout, seen.requestTrace, seen.answer.trace],
    };
  }
  return {
    cause: 'missing-token',
    confidence: 'high',
    sentence: `${sentence} The app had no token at hand, or left it out.`,
    evidence: [seen.requestTrace, seen.answer.trace],
  };
}

function logoutBefore(seen: Observation, story: Story) {
  const exchange = lastWhere(
    story.observations,
    (other) => other.index < seen.index && (other.logout || (other.answer.endsSession && other.role !== 'token')),
  );
  if (exchange) return exchange.requestTrace;
  return lastWhere(story.facts, ({ clue, at }) => clue?.cause === 'logged-out' && at < seen.requestTrace.start)?.trace;
}

/** The outage of July 2026, unless the token had come to its end anyway. */
const falseMissing: Step = (seen, story) => {
  if (!seen.answer.message?.startsWith('Access token missing')) return undefined;
  const age = story.ageAt(seen);
  if (age && isOver(age)) return expired(seen, story);
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

const serverSaysWhat: Step = (seen) => {
  const row = wordsOf(seen);
  if (row?.cause === 'missing-scope') return missingScope(seen, 'high');
  if (row?.cause !== 'app-only-token') return undefined;
  return appOnly(seen, 'high');
};

const wrongKind: Step = (seen, story) => {
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

const pastItsEnd: Step = (seen, story) => {
  const age = story.ageAt(seen);
  const says = wordsOf(seen)?.cause === 'session-expired';
  return says || (age && isOver(age)) ? expired(seen, story) : undefined;
};

/** Stamps are whole seconds and the token is a little older than its answer: two seconds in doubt count as passed. */
function isOver({ ms, lifetimeMs }: { readonly ms: number; readonly lifetimeMs: number }): boolean {
  return ms >= lifetimeMs - Math.min(2_000, lifetimeMs / 2);
}

function expired(seen: Observation, story: Story): Claim {
  const age = story.ageAt(seen);
  const handled = recovery(seen, story);
  const said = wordsOf(seen)?.cause === 'session-expired';
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

/** D12 by lineage: the token came from a client credentials grant. */
const withoutUser: Step = (seen, story) => {
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

/** A token that is refused and then works again was never dead. */
const falseRefusal: Step = (seen, story) => {
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

const invalidBearer: Step = (seen, story) => {
  if (wordsOf(seen)?.cause !== 'wrong-token-kind') return undefined;
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

/** D2: the outcome of one refresh tells what the text no longer does. */
const curedByRefresh: Step = (seen, story) => {
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
export function recovery(seen: Observation, story: Story): Observation | undefined {
  const grant = story.nextGrant(seen.index);
  if (!grant) return undefined;
  const success = story.nextSuccessOf(seen);
  if (success !== undefined && success > grant.index) return grant;
  const called = story.observations.some((other) => other.index > grant.index && callOf(other) === callOf(seen));
  const other = story.nextResourceSuccess(grant.index);
  return !called && other !== undefined ? grant : undefined;
}

const scopeNotGranted: Step = (seen, story) => {
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

const strippedCapture: Step = (seen, story) => {
  const { form } = seen.authorization;
  const hidden = form === 'masked' || (form === 'absent' && !story.provesAbsence(seen));
  if (!hidden) return undefined;
  return {
    cause: 'capture-sanitized',
    confidence: story.sanitized ? 'high' : 'medium',
    sentence:
      'The log had its credentials taken out before it was saved, so a request without a token in it proves nothing, and this 401 stays unexplained.',
    evidence: [seen.answer.trace, ...story.capture.impossible.slice(0, 2), ...story.capture.masked.slice(0, 2)],
  };
};

/** D10: one bad token is a bad token, many at once are not. */
function manyTokensAtOnce(unexplained: readonly Observation[]): readonly Claim[] {
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

function wordsOf({ answer }: Observation) {
  const { status, message } = answer;
  return findError({ host: 'api', status, ...(message !== undefined && { message }) });
}

/** The first that has something to say decides: what the request shows, then what the server says, then what time shows. */
const STEPS: readonly Step[] = [
  noHeader,
  serverSaysMissing,
  falseMissing,
  serverSaysWhat,
  wrongKind,
  pastItsEnd,
  withoutUser,
  falseRefusal,
  invalidBearer,
  scopeNotGranted,
  curedByRefresh,
  strippedCapture,
];
