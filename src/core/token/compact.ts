import type { TokenKind } from './foundToken';

/** What a JOSE compact serialisation shows by its structure alone. */
export interface Compact {
  readonly kind: Extract<TokenKind, 'jws' | 'jwe'>;
  /** How much of the run belongs to it, in UTF-16 units. */
  readonly length: number;
}

/** A header longer than this is not looked at, in characters of base64url. */
export const LONGEST_HEADER = 65_536;

const JWS_SEGMENTS = 3;
const JWE_SEGMENTS = 5;

/**
 * RFC 7515 section 7.1 and RFC 7516 section 7.1, leniently: the header must prove what it is (a JSON object with `alg`
 * or `enc`), the rest may be damaged or missing, so that it can be said what is wrong with it.
 */
export function readCompact(value: string): Compact | undefined {
  const headerEnd = value.indexOf('.');
  if (headerEnd < 2 || headerEnd > LONGEST_HEADER) return undefined;
  const names = joseNames(value.slice(0, headerEnd));
  if (!names) return undefined;
  const dots = dotsOf(value, headerEnd);
  if (names.enc && (dots.length >= JWE_SEGMENTS - 1 || !names.alg)) return cut('jwe', value, dots, JWE_SEGMENTS);
  return cut(names.enc ? 'jwe' : 'jws', value, dots, names.enc ? JWE_SEGMENTS : JWS_SEGMENTS);
}

/** The first `segments` segments, without a full stop that ends the sentence and not the token. */
function cut(kind: Compact['kind'], value: string, dots: readonly number[], segments: number): Compact | undefined {
  const end = dots[segments - 1] ?? value.length;
  const payloadEnd = dots[1] ?? value.length;
  const first = dots[0] ?? 0;
  if (end === first + 1) return undefined;
  if (end === value.length && value.endsWith('..')) return undefined;
  if (dots.length === 1 || payloadEnd > first + 1) return { kind, length: end };
  return end > payloadEnd + 1 ? { kind, length: end } : undefined;
}

/** The places of the first dots: never more than a JWE with a dot behind it has. */
function dotsOf(value: string, first: number): readonly number[] {
  const dots = [first];
  let at = first;
  while (dots.length <= JWE_SEGMENTS) {
    at = value.indexOf('.', at + 1);
    if (at < 0) break;
    dots.push(at);
  }
  return dots;
}

/** Whether a base64url segment is a JSON object with the members `alg` and `enc`, or undefined where it is no object. */
export function joseNames(segment: string): { alg: boolean; enc: boolean } | undefined {
  const text = decodeAscii(segment);
  if (text === undefined || !/^[ \t\r\n]*\{/.test(text)) return undefined;
  const alg = hasMember(text, '"alg"');
  const enc = hasMember(text, '"enc"');
  return alg || enc ? { alg, enc } : undefined;
}

function hasMember(json: string, name: string): boolean {
  for (let at = json.indexOf(name); at >= 0; at = json.indexOf(name, at + 1)) {
    let after = at + name.length;
    while (after < json.length && json.charCodeAt(after) <= 0x20) after++;
    if (json[after] === ':') return true;
  }
  return false;
}

/** Base64url to Latin-1: good enough to look for ASCII names, and it cannot fail on damaged UTF-8. */
export function decodeAscii(segment: string): string | undefined {
  const bytes: string[] = [];
  let bits = 0;
  let buffer = 0;
  for (let index = 0; index < segment.length; index++) {
    const value = SEXTETS[segment.charCodeAt(index)] ?? 0;
    if (value === 0) break;
    buffer = ((buffer << 6) | (value - 1)) & 0xffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes.push(String.fromCharCode((buffer >> bits) & 0xff));
  }
  return bytes.join('');
}

/** One more than the value of each base64 or base64url digit; 0 for what is none. */
const SEXTETS = sextets();

function sextets(): Uint8Array {
  const table = new Uint8Array(128);
  const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
  for (let index = 0; index < digits.length; index++) table[digits.charCodeAt(index)] = index + 1;
  for (const plus of '+-') table[plus.charCodeAt(0)] = 63;
  for (const slash of '/_') table[slash.charCodeAt(0)] = 64;
  return table;
}
