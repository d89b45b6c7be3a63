import { findError } from '../../spotify/errors';
import type { Observation } from '../observation';
import type { Claim, Story } from '../story';

/** What a refusal of the token endpoint may mean. Empty: this step has nothing to say about it. */
export type RefusalStep = (seen: Observation, story: Story) => readonly Claim[];

export function isRefresh({ tokenRequest, answer }: Observation): boolean {
  const grant = tokenRequest?.grant;
  return (
    grant === 'refresh_token' ||
    tokenRequest?.refreshToken !== undefined ||
    (grant === undefined && /refresh token/i.test(answer.message ?? ''))
  );
}

/** Neither form nor answer is in the log, but a token was in use before: what is asked for then is mostly a new one. */
export function mayBeRefresh(seen: Observation, story: Story): boolean {
  if (!isUnseen(seen) || seen.answer.bodySeen) return false;
  return story.observations.some(({ index, role }) => role === 'resource' && index < seen.index);
}

/** The log leaves out the form, or the part of it that says what was asked for. */
export function isUnseen({ tokenRequest }: Observation): boolean {
  return tokenRequest?.bodyForm === 'unseen' || tokenRequest?.grant === undefined;
}

/** The row of the table. A status that Spotify was not seen to send with a text does not keep it from being known. */
export function refusalWords({ answer }: Observation) {
  const { status, error, message } = answer;
  return findError({
    host: 'accounts',
    ...(status === 400 || status >= 500 || status === 415 ? { status } : {}),
    ...(error !== undefined && { error }),
    ...(message !== undefined && { message }),
  });
}
