import { ACCOUNTS_ERRORS } from './accountsErrors';
import { PAGE_ERRORS } from './pageErrors';
import type { SpotifyError } from './spotifyError';
import { WEB_API_ERRORS } from './webApiErrors';

const TABLE = [...WEB_API_ERRORS, ...ACCOUNTS_ERRORS, ...PAGE_ERRORS];

/** A row of the table: `cause` is a union of literals, so that whoever maps it on causes is checked by the compiler. */
export type KnownError = SpotifyError & {
  readonly cause: (typeof TABLE)[number]['cause'];
};

export const SPOTIFY_ERRORS: readonly KnownError[] = TABLE;

/** What an answer said, as far as it could be read. */
export interface ErrorAnswer {
  readonly host: SpotifyError['host'];
  readonly status?: number;
  readonly error?: string;
  readonly message?: string;
}

/**
 * The row that fits an answer best: the exact text first, then the longest beginning, then a text inside a page, then the
 * `error` alone, then the row for the status. Texts are compared without regard to spaces around them and a final full stop.
 */
export function findError(answer: ErrorAnswer): KnownError | undefined {
  const message = normalize(answer.message ?? '');
  let best: KnownError | undefined;
  let bestScore = 0;
  for (const row of SPOTIFY_ERRORS) {
    if (row.host !== answer.host) continue;
    if (row.status !== undefined && answer.status !== undefined && row.status !== answer.status) continue;
    const score = scoreOf(row, answer, message);
    if (score > bestScore) [best, bestScore] = [row, score];
  }
  return best;
}

const EXACT = 100_000;
const BY_TEXT = 10_000;
const BY_CODE = 5_000;

function scoreOf(row: KnownError, answer: ErrorAnswer, message: string): number {
  const sameCode = row.error !== undefined && row.error === answer.error;
  if (row.message === undefined) {
    if (row.error !== undefined) return sameCode ? BY_CODE : 0;
    return row.status !== undefined && row.status === answer.status ? 1 : 0;
  }
  const known = normalize(row.message);
  const bonus = sameCode ? 1_000 : 0;
  if (message === known) return EXACT + bonus;
  if (row.match === 'contains') return message.includes(known) ? BY_TEXT / 2 + known.length : 0;
  if (row.match === 'exact') return 0;
  if (message !== '' && message.startsWith(known)) return BY_TEXT + bonus + known.length;
  // A player reason such as PREMIUM_REQUIRED says it without its text; the page's INVALID_CLIENT has three meanings.
  return sameCode && row.host === 'api' ? BY_CODE : 0;
}

function normalize(text: string): string {
  return text.trim().replace(/\.$/, '');
}
