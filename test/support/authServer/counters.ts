/** What a test asserts on: everything that reached the server since the last reset. */
export interface Counters {
  tokenCalls: number;
  /** Token calls that wait behind the barrier now. */
  tokenCallsHeld: number;
  /** API calls that wait for `releaseApiCalls` now. */
  apiCallsHeld: number;
  refreshesOk: number;
  /** Refused refreshes by OAuth error code; a refusal by `failTokenCalls` counts under its status. */
  refreshErrors: Record<string, number>;
  /** API calls by `METHOD /path`. */
  apiCalls: Record<string, number>;
  /** API answers by status. */
  apiStatus: Record<string, number>;
  /** Bodies that API calls arrived with, in order of arrival. */
  bodies: { path: string; contentType: string; text: string }[];
  /** Requests that came to the second origin, and whether they carried an Authorization header. */
  foreign: { host: string; authorization: boolean }[];
}

export function noCounts(): Counters {
  return {
    tokenCalls: 0,
    tokenCallsHeld: 0,
    apiCallsHeld: 0,
    refreshesOk: 0,
    refreshErrors: {},
    apiCalls: {},
    apiStatus: {},
    bodies: [],
    foreign: [],
  };
}

export function count(table: Record<string, number>, key: string | number): void {
  table[key] = (table[key] ?? 0) + 1;
}
