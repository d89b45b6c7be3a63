import { findError } from '../../spotify/errors';
import type { Observation } from '../observation';
import type { Claim, Story } from '../story';

/** What a refusal of the Web API may mean; undefined where this step has nothing to say about it. */
export type CallStep = (seen: Observation, story: Story) => Claim | undefined;

/** The row of the table, by what the answer says. */
export function callWords({ answer }: Observation) {
  const { status, message } = answer;
  return findError({ host: 'api', status, ...(message !== undefined && { message }) });
}
