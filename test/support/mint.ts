import { randomBytes } from 'node:crypto';
import type { TokenKind } from '../../src/core/token/foundToken';

/** Tokens for tests, made at run time so that none stands in the repository. They say only what the test cares about. */

export type Json = Readonly<Record<string, unknown>>;

/** Base64url of a JSON value, or of text that is given as it is (to control its spelling). */
export function segment(content: Json | string): string {
  return Buffer.from(typeof content === 'string' ? content : JSON.stringify(content)).toString('base64url');
}

/** A compact JWS with a random signature of the length its algorithm has; `none` has none. `header` wins over `alg`. */
export function mintJws(options: { header?: Json | string; claims?: Json | string; alg?: string } = {}): string {
  const alg = options.alg ?? 'RS256';
  const header = options.header ?? { alg, typ: 'JWT' };
  const signature = alg === 'none' ? '' : random(SIGNATURE_BYTES[alg] ?? 256);
  return `${segment(header)}.${segment(options.claims ?? { sub: 'user' })}.${signature}`;
}

/** A compact JWE of five random segments; with `alg: 'dir'` the encrypted key is empty. */
export function mintJwe(options: { header?: Json | string; alg?: string; enc?: string } = {}): string {
  const alg = options.alg ?? 'RSA-OAEP';
  const header = options.header ?? { alg, enc: options.enc ?? 'A256GCM' };
  return [segment(header), alg === 'dir' ? '' : random(256), random(12), random(90), random(16)].join('.');
}

type OpaqueKind = Exclude<TokenKind, 'jws' | 'jwe'>;

/** One of Spotify's opaque values in its usual shape. `length` in characters; client credentials have always 88. */
export function mintOpaque(kind: OpaqueKind, length: number = USUAL_LENGTH[kind]): string {
  if (kind === 'client-credentials') return mintBasic();
  const bytes = Buffer.from([...FIRST_BYTES[kind], ...randomBytes(length)]);
  return bytes.toString(kind === 'client-token' ? 'base64' : 'base64url').slice(0, length);
}

/** Base64 of a client id and a client secret, as a Basic header carries them. */
export function mintBasic(
  id: string = randomBytes(16).toString('hex'),
  secret: string = randomBytes(16).toString('hex'),
): string {
  return Buffer.from(`${id}:${secret}`).toString('base64');
}

const SIGNATURE_BYTES: Readonly<Record<string, number>> = {
  HS256: 32,
  HS384: 48,
  HS512: 64,
  RS256: 256,
  PS256: 256,
  ES256: 64,
  ES384: 96,
  ES512: 132,
  EdDSA: 64,
};

const FIRST_BYTES: Readonly<Record<Exclude<OpaqueKind, 'client-credentials'>, readonly number[]>> = {
  'access-token': [5, 0],
  'refresh-token': [1, 0],
  'authorization-code': [1, 0],
  'session-cookie': [1, 0],
  'client-token': [0, 0],
};

const USUAL_LENGTH: Readonly<Record<OpaqueKind, number>> = {
  'access-token': 190,
  'refresh-token': 131,
  'authorization-code': 268,
  'session-cookie': 160,
  'client-token': 316,
  'client-credentials': 88,
};

function random(bytes: number): string {
  return randomBytes(bytes).toString('base64url');
}
