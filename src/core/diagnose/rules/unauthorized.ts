import type { Observation } from '../observation';
import type { Claim, Story } from '../story';
import type { CallStep } from './callRefusal';
import { curedByRefresh, pastItsEnd } from './expiry';
import { falseMissing, falseRefusal, manyTokensAtOnce } from './falseRefusal';
import { noHeader, serverSaysMissing } from './noToken';
import { scopeNotGranted, serverSaysWhat, withoutUser } from './rights';
import { invalidBearer, wrongKind } from './wrongToken';

/** Every 401 of the Web API, and the 400 and 404 that stand for one. Rules D1, D2, D6, D10 to D12. */
export function explainUnauthorized(story: Story): readonly Claim[] {
  const refused = story.observations.filter((seen) => seen.role === 'resource' && isRefusal(seen));
  const unexplained = new Set<Observation>();
  const claims = refused.map((seen) => {
    const claim = explain(seen, story);
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

function explain(seen: Observation, story: Story): Claim {
  for (const step of STEPS) {
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

const strippedCapture: CallStep = (seen, story) => {
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

/** The first that has something to say decides: what the request shows, then what the server says, then what time shows. */
const STEPS: readonly CallStep[] = [
  noHeader,
  serverSaysMissing,
  falseMissing,
  serverSaysWhat,
  wrongKind,
  pastItsEnd,
  withoutUser,
  falseRefusal,
  invalidBearer,
  curedByRefresh,
  scopeNotGranted,
  strippedCapture,
];
