import type { Span } from '../../text/span';
import type { Finding } from './finding';

export type TokenState = 'valid' | 'expiring' | 'expired' | 'not-yet-valid' | 'no-expiry' | 'unknown' | 'undecodable';

/** When a token begins and ends. All times are in milliseconds since the epoch. */
export interface Lifetime {
  readonly issuedAtMs?: number;
  readonly notBeforeMs?: number;
  readonly expiresAtMs?: number;
  /** True when read from the text around the token instead of the token itself: an estimate, and to be shown as one. */
  readonly estimated: boolean;
  /** How long it lives in all, in seconds, where only that is known or was read beside it. */
  readonly seconds?: number;
  /** Where the estimate was read: `expires_in` and the like, and the time it counts from. */
  readonly sources?: readonly Span[];
}

/** What can be said about a token at a moment. */
export interface Assessment {
  readonly state: TokenState;
  readonly lifetime: Lifetime;
  /** All of them, never only the first; in order of their place in the text. */
  readonly findings: readonly Finding[];
  /** The next moment at which `state` changes by the passing of time alone. */
  readonly changesAtMs?: number;
}
