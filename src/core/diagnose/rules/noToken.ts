import { lastWhere } from '../lastWhere';
import type { Observation, Trace } from '../observation';
import { type Claim, type Story, succeeded } from '../story';
import { type CallStep, callWords } from './callRefusal';

/** D6: the request shows that there was no token, or no header that could hold one. */
export const noHeader: CallStep = (seen, story) => {
  const { authorization, answer } = seen;
  if (authorization.form === 'malformed') {
    const logout = authorization.empty ? logoutBefore(seen, story) : undefined;
    if (logout) return loggedOut(seen, logout, `It sent ${authorization.what}.`);
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

/** D6, said by the server: that counts in a capture without credentials too. */
export const serverSaysMissing: CallStep = (seen, story) => {
  const row = callWords(seen);
  if (row?.cause === 'missing-token' && seen.authorization.form !== 'bearer') {
    return missing(seen, story, 'The server got no Authorization header ("No token provided").');
  }
  if (row?.cause === 'malformed-authorization') {
    const logout = seen.authorization.form === 'bearer' ? undefined : logoutBefore(seen, story);
    if (logout) return loggedOut(seen, logout, 'What it sent in its place was no bearer.');
    return {
      cause: 'malformed-authorization',
      confidence: 'high',
      sentence: 'The server could not read the Authorization header ("Only valid bearer authentication supported").',
      evidence: [seen.answer.trace, seen.requestTrace],
    };
  }
  return undefined;
};

/** No token was sent: because the user had logged out of the app, where the log shows that, else for a reason it does not show. */
export function missing(seen: Observation, story: Story, sentence: string): Claim {
  const logout = logoutBefore(seen, story);
  if (logout) return loggedOut(seen, logout, sentence);
  return {
    cause: 'missing-token',
    confidence: 'high',
    sentence: `${sentence} The app had no token at hand, or left it out.`,
    evidence: [seen.requestTrace, seen.answer.trace],
  };
}

function loggedOut(seen: Observation, logout: Trace, sentence: string): Claim {
  return {
    cause: 'logged-out',
    confidence: 'high',
    sentence: `The app had logged its user out before this request, so there was no token to send. ${sentence}`,
    evidence: [logout, seen.requestTrace, seen.answer.trace],
  };
}

/** The latest sign of a logout, unless tokens were fetched after it. */
function logoutBefore(seen: Observation, story: Story): Trace | undefined {
  const login = story.previousGrant(seen.index)?.start ?? -1;
  const exchange = lastWhere(
    story.observations,
    (other) =>
      other.index < seen.index &&
      other.start > login &&
      (other.logout || (other.answer.endsSession && other.role !== 'token')),
  );
  if (exchange) return exchange.requestTrace;
  return lastWhere(
    story.facts,
    ({ clue, at }) => clue?.cause === 'logged-out' && at > login && at < seen.requestTrace.start,
  )?.trace;
}
