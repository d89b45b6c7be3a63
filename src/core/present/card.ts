import type { TokenState } from '../token/read/assessment';
import type { Severity } from '../token/read/finding';

/** One line of the table on a card. Every text is plain: whoever shows it escapes it for where it is shown. */
export interface CardRow {
  /** The member's own name: `exp`, `scope`, `https://example.com/claim`. */
  readonly name: string;
  /** The standard name: "Expiration Time". Absent for names no standard defines. */
  readonly label?: string;
  readonly value: string;
  /** The same value for people: a relative time, what a scope allows. */
  readonly explanation?: string;
  /** Where `value` is a moment: milliseconds since the epoch. */
  readonly epochMs?: number;
}

export interface CardFinding {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
}

/** Everything that is shown of one token, as data. */
export interface Card {
  /** One line: "Spotify access token, opaque: it has no claims", "JWT, RS256, issued by …". */
  readonly title: string;
  readonly state: TokenState;
  /** The state in words, at the moment the card was made. */
  readonly sentence: string;
  readonly issuedAtMs?: number;
  readonly expiresAtMs?: number;
  /** Where the token is not valid yet: from when on it is. */
  readonly validFromMs?: number;
  readonly estimated: boolean;
  /** The state at the time written beside the token in the log: "expired 4:12 before", "valid, with 12:30 left". */
  readonly then?: string;
  readonly header: readonly CardRow[];
  readonly claims: readonly CardRow[];
  /** The text of a payload that is text but no claims. */
  readonly payloadText?: string;
  readonly scopes: readonly { readonly name: string; readonly meaning: string }[];
  readonly findings: readonly CardFinding[];
  /** About the signature: "not verified", "unsigned", "encrypted"; absent for opaque values. */
  readonly signature?: string;
  /** What people often get wrong about this kind of token, and where its lifetime was read. */
  readonly notes: readonly string[];
}
