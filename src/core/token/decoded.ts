import type { Span } from '../text/span';
import type { Finding } from './finding';
import type { TokenKind } from './foundToken';

export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject;

/** Has no prototype: a member called `__proto__` or `constructor` is data like any other. */
export interface JsonObject {
  readonly [name: string]: JsonValue;
}

/** One top-level member of a header or claims set, in the order written. Duplicates are all there. */
export interface JsonMember {
  readonly name: string;
  readonly value: JsonValue;
  /** The value as written: a number keeps the digits that a double would lose. */
  readonly raw: string;
}

export interface JsonDocument {
  /** The decoded UTF-8 text. */
  readonly text: string;
  readonly value: JsonObject;
  readonly members: readonly JsonMember[];
}

/** RFC 7515 section 3 and RFC 7516 section 3: the names of the parts. Offsets are those of the text the token stands in. */
export interface Segment extends Span {
  readonly name:
    | 'header'
    | 'payload'
    | 'signature'
    | 'encrypted-key'
    | 'initialization-vector'
    | 'ciphertext'
    | 'authentication-tag';
}

/** RFC 7515. `header` and `claims` are absent where they could not be decoded; `findings` says why and where. */
export interface DecodedJws {
  readonly kind: 'jws';
  readonly segments: readonly Segment[];
  readonly header?: JsonDocument;
  readonly claims?: JsonDocument;
  /** The payload's text where it is text but not a JSON object. */
  readonly payloadText?: string;
  /** `none`: `alg` is `none` (RFC 7519 section 6). `detached`: the payload is empty (RFC 7515 appendix F). */
  readonly form: 'signed' | 'unsecured' | 'detached';
  /** A JWS or JWE that is the payload of this one (RFC 7519 appendix A.2). */
  readonly nested?: Decoded;
  readonly findings: readonly Finding[];
}

/** RFC 7516. Only the header can be read without a key. */
export interface DecodedJwe {
  readonly kind: 'jwe';
  readonly segments: readonly Segment[];
  readonly header?: JsonDocument;
  readonly findings: readonly Finding[];
}

/** A value of Spotify's that carries nothing that could be decoded. */
export interface OpaqueToken {
  readonly kind: Exclude<TokenKind, 'jws' | 'jwe'>;
  readonly findings: readonly Finding[];
}

export type Decoded = DecodedJws | DecodedJwe | OpaqueToken;
