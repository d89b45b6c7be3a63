import type { Role } from '../spotify/hosts';
import type { Instant } from '../text/instant';
import type { Span } from '../text/span';
import type { TokenKind } from '../token/foundToken';
import type { Clue } from './clue';

/** A place in the log with its text as it was when it passed by. Not yet redacted: `conclude` does that. */
export interface Trace extends Span {
  /** From 1. */
  readonly line: number;
  readonly excerpt: string;
}

/** What a JWT says about itself. Milliseconds since the epoch. */
export interface Claims {
  readonly type?: string;
  readonly issuer?: string;
  readonly audience: readonly string[];
  readonly issuedAtMs?: number;
  readonly notBeforeMs?: number;
  readonly expiresAtMs?: number;
}

/** A secret value that was seen: nothing of it but its fingerprint and what its form gives away. */
export interface SeenToken {
  readonly fingerprint: string;
  readonly kind: TokenKind;
  readonly length: number;
  /** The fingerprint of its beginning, which a copy that was cut off shares. */
  readonly head: string;
  readonly claims?: Claims;
}

/** What a request carried to prove itself. */
export type Authorization =
  | { readonly form: 'bearer'; readonly token: SeenToken }
  /** `what` says how it is broken, without the value: "Bearer undefined", "an empty bearer". */
  | {
      readonly form: 'malformed';
      readonly what: string;
      /** It holds nothing: the program had no token at hand. */
      readonly empty?: true;
    }
  | { readonly form: 'basic'; readonly wellFormed: boolean; readonly clientId?: string }
  /** The log shows that there was one, with its value covered. */
  | { readonly form: 'masked' }
  /** The log shows other headers and not this one. `proved`: its format shows all of them. */
  | { readonly form: 'absent'; readonly proved: boolean }
  | { readonly form: 'unknown' };

/** A form field that should hold a token: the token, or the word that stands in its place. */
export type TokenField =
  | { readonly form: 'token'; readonly token: SeenToken }
  | { readonly form: 'placeholder'; readonly written: 'undefined' | 'null' | '' }
  | { readonly form: 'masked' };

/** RFC 6749 section 4.1.3 and 6. */
export interface TokenRequest {
  readonly bodyForm: 'form' | 'json' | 'other' | 'unseen';
  readonly grant?: string;
  readonly refreshToken?: TokenField;
  readonly code?: TokenField;
  readonly redirectUri?: string;
  readonly clientId?: string;
  readonly hasSecret: boolean;
  /** RFC 7636 section 4.1: 43 to 128 unreserved characters. */
  readonly verifier?: 'well-formed' | 'malformed';
}

/** RFC 6749 section 4.1.1. */
export interface AuthorizeRequest {
  readonly responseType?: string;
  readonly redirectUri?: string;
  readonly scope?: string;
  readonly state?: string;
}

/** What came back to the redirect URI, by whatever request carried it. */
export interface Callback {
  readonly error?: string;
  readonly hasCode: boolean;
}

/** The tokens of an answer. */
export interface Issued {
  readonly access?: SeenToken;
  readonly refresh?: SeenToken;
  readonly id?: SeenToken;
  readonly expiresInSeconds?: number;
  readonly expiresAtMs?: number;
  readonly scopes?: readonly string[];
  /** The web player's `isAnonymous`. */
  readonly anonymous?: boolean;
}

export interface Answer {
  /** 0: none came. */
  readonly status: number;
  /** The OAuth error code or the player's reason. */
  readonly error?: string;
  readonly message?: string;
  readonly challenge?: string;
  readonly bodySeen: boolean;
  readonly issued?: Issued;
  /** `Set-Cookie` that ends a session. */
  readonly endsSession: boolean;
  /** Where the answer's words stand, else its status. */
  readonly trace: Trace;
}

/** What is kept of an exchange. Times are in milliseconds since the epoch. */
export interface Observation {
  /** Its place among the observations that were kept, in the order of the log. */
  readonly index: number;
  /** Where its exchange starts in the log. */
  readonly start: number;
  readonly role: Role;
  readonly method: string;
  readonly host: string;
  readonly path: string;
  /** By the clock of the machine that wrote the log; the end where the log has only that. */
  readonly startMs?: number;
  readonly endMs?: number;
  /** How much of the local times is written. */
  readonly zone?: Instant['zone'];
  /** The `Date` of the answer. */
  readonly serverMs?: number;
  readonly authorization: Authorization;
  readonly cookies: 'present' | 'absent' | 'unknown';
  readonly hasSessionCookie: boolean;
  readonly tokenRequest?: TokenRequest;
  readonly authorizeRequest?: AuthorizeRequest;
  readonly callback?: Callback;
  readonly logout: boolean;
  readonly answer: Answer;
  /** What known texts in the answer, in place of it, or in the URL say. */
  readonly clues: readonly Clue[];
  readonly requestTrace: Trace;
}
