import type { SecretBook, SecretKind } from '../redact/secretBook';
import { fingerprint } from '../token/fingerprint';
import type { TokenKind } from '../token/foundToken';
import { decodeBase64url } from '../token/read/base64url';
import { parseObject } from './fields';
import type { Claims, SeenToken } from './observation';

/** The secret values of a log, as they pass by. */
export interface Secrets {
  /** Takes note of a value, so that no excerpt shows it. */
  learn(value: string, kind: SecretKind): void;
  /** A token by what its place says it is (`kind`), corrected by what its own form shows. */
  see(value: string, kind: TokenKind): SeenToken;
}

/** Keeps its secrets in a book, and sees each token once: a log repeats the same few thousands of times, and hashes are dear. */
export function secretsIn(book: SecretBook): Secrets {
  const seen = new Map<string, SeenToken>();
  return {
    learn: (value, kind) => book.learn(value, kind),
    see(value, kind) {
      const known = seen.get(value);
      if (known) return known.kind === kind || known.kind === 'jws' ? known : { ...known, kind };
      if (seen.size >= MOST_AT_HAND) seen.clear();
      const token = seeToken(value, kind);
      seen.set(value, token);
      return token;
    },
  };
}

/** Tokens follow each other: an old one is rarely sent again. */
const MOST_AT_HAND = 500;

function seeToken(value: string, kind: TokenKind): SeenToken {
  const claims = JWT.test(value) ? readClaims(value) : undefined;
  const whole = fingerprint(value);
  const beginning = claims ? undefined : value.slice(0, HEAD);
  return {
    fingerprint: whole,
    kind: claims ? 'jws' : kind,
    length: value.length,
    // Asked for only where a token was handed out, or one was refused that may be a piece of it.
    get head() {
      return beginning === undefined ? whole : fingerprint(beginning);
    },
    ...(claims && { claims }),
  };
}

/** Spotify's values share their first three characters; sixteen are never shared by chance (JWTs share a whole header). */
const HEAD = 16;

/** What an opaque value looks like, where its shape says so (the first bytes of Spotify's values; derived, not documented). */
export function shapeOf(value: string): TokenKind | undefined {
  if (/^BQ[A-D]/.test(value)) return 'access-token';
  if (/^AQ[A-D]/.test(value) && value.length >= 100) return 'refresh-token';
  if (/^AA[A-D]/.test(value) && value.length >= 280) return 'client-token';
  return undefined;
}

/** Flat classes only: a header may be megabytes long. RFC 7515 section 7.1. */
const JWT = /^eyJ[A-Za-z0-9_-]*\.[A-Za-z0-9_-]*\.[A-Za-z0-9_-]*$/;

function readClaims(value: string): Claims | undefined {
  const [header, payload] = value.split('.', 2).map(readSegment);
  if (!payload) return undefined;
  const audience = payload.aud;
  return {
    ...(typeof header?.typ === 'string' && { type: header.typ }),
    ...(typeof payload.iss === 'string' && { issuer: payload.iss }),
    audience: (Array.isArray(audience) ? audience : [audience]).filter((entry) => typeof entry === 'string'),
    ...seconds('issuedAtMs', payload.iat),
    ...seconds('notBeforeMs', payload.nbf),
    ...seconds('expiresAtMs', payload.exp),
  };
}

/** RFC 7519 section 2: a NumericDate is in seconds. */
function seconds<Name extends string>(name: Name, value: unknown): { readonly [key in Name]?: number } {
  return (typeof value === 'number' ? { [name]: value * 1000 } : {}) as { readonly [key in Name]?: number };
}

function readSegment(segment: string): Readonly<Record<string, unknown>> | undefined {
  return parseObject(new TextDecoder('utf-8').decode(decodeBase64url(segment).bytes));
}
