import type { Span } from '../../text/span';
import type { TokenKind } from '../foundToken';
import type { Finding, SegmentName } from './finding';

export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject;

/** Has no prototype: a member called `__proto__` or `constructor` is data like any other. */
export interface JsonObject {
  readonly [name: string]: JsonValue;
}

/**
 * One top-level member of a header or claims set, in the order written. Duplicates are all there. The span is where the
 * token writes it, from the name up to the end of the value, in the text the token stands in.
 */
export interface JsonMember extends Span {
  readonly name: string;
  readonly value: JsonValue;
  /** The value as written: a number keeps the digits that a double would lose. */
  readonly raw: string;
}

export interface JsonDocument {
  /** The decoded UTF-8 text. */
  readonly text: string;
  /** Of a name that occurs twice, the last value (RFC 7519 section 4). */
  readonly value: JsonObject;
  readonly members: readonly JsonMember[];
  /** False where the text is broken or cut off: then the members are those that stand before the fault. */
  readonly complete: boolean;
}

/** Offsets are those of the text the token stands in. */
export interface Segment extends Span {
  readonly name: SegmentName;
}

/** RFC 7515. `header` and `claims` are absent where they could not be decoded; `findings` says why and where. */
export interface DecodedJws extends Span {
  readonly kind: 'jws';
  readonly segments: readonly Segment[];
  readonly header?: JsonDocument;
  readonly claims?: JsonDocument;
  /** The payload's text where it is text but not a JSON object. */
  readonly payloadText?: string;
  /**
   * What the payload turned out to be. `claims`: a JSON object, whole or broken. `token`: see `nested`. `content`: text or
   * bytes of some other kind, which makes this a JWS but not a JWT. `unreadable`: it was to be claims and is not.
   */
  readonly payload: 'claims' | 'token' | 'content' | 'detached' | 'unreadable';
  /** `none`: `alg` is `none` (RFC 7519 section 6). `detached`: the payload is empty (RFC 7515 appendix F). */
  readonly form: 'signed' | 'unsecured' | 'detached';
  /** A JWS or JWE that is the payload of this one (RFC 7519 appendix A.2). */
  readonly nested?: DecodedJws | DecodedJwe;
  readonly findings: readonly Finding[];
}

/** RFC 7516. Only the header can be read without a key. */
export interface DecodedJwe extends Span {
  readonly kind: 'jwe';
  readonly segments: readonly Segment[];
  readonly header?: JsonDocument;
  readonly findings: readonly Finding[];
}

/** A value of Spotify's that carries nothing that could be decoded. */
export interface OpaqueToken extends Span {
  readonly kind: Exclude<TokenKind, 'jws' | 'jwe'>;
  readonly findings: readonly Finding[];
}

export type Decoded = DecodedJws | DecodedJwe | OpaqueToken;
