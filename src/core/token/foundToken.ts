import type { Span } from '../text/span';

export const TOKEN_KINDS = [
  'jws',
  'jwe',
  'access-token',
  'refresh-token',
  'authorization-code',
  'client-credentials',
  'client-token',
  'session-cookie',
] as const;

/** What a token is. `jws` and `jwe` name themselves by their structure, the others are opaque values of Spotify's. */
export type TokenKind = (typeof TOKEN_KINDS)[number];

/** What a token was recognised by, strongest first: its own structure, the key name before it, the auth scheme, its shape alone. */
export const EVIDENCE = ['structure', 'key', 'scheme', 'shape'] as const;

/** A token as it stands in text. */
export interface FoundToken extends Span {
  readonly kind: TokenKind;
  readonly evidence: (typeof EVIDENCE)[number];
  /** Where the token is broken over several lines: its pieces, in order. Absent where it stands in one piece. */
  readonly pieces?: readonly Span[];
  /** Where the token stands percent-encoded or JSON-escaped, so that its text is not the plain slice. */
  readonly escape?: 'percent' | 'json';
}
