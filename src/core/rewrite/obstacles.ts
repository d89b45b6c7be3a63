import type { GapCode } from './gapCodes';

/** What is said of a mistake that nothing corrects, whatever the language: why, and what to do by hand. */
export const obstacles: Readonly<Partial<Record<GapCode, string>>> = {
  'implicit-grant':
    'No quick fix: the answer to response_type=code is a code, which this file does not exchange at /api/token.',
  'refresh-on-403': 'No quick fix: this branch is for 403 alone. Say there what is missing instead of refreshing.',
  'refresh-token-overwritten': 'No quick fix: the variable that holds the old one could not be told.',
  'exact-401-text': 'No quick fix: where the status of this answer is could not be told.',
  'token-not-applied': 'No quick fix: the answer of refreshAccessToken() has no name here.',
};
