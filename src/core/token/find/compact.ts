import type { TokenKind } from '../foundToken';
import { decodeLoosely } from './base64';

/** What a JOSE compact serialisation shows by its structure alone. */
export interface Compact {
  readonly kind: Extract<TokenKind, 'jws' | 'jwe'>;
  /** How much of the value belongs to it, in UTF-16 units. */
  readonly length: number;
  /** How many dots are missing for all its segments; 0 for a whole one. */
  readonly missing: number;
}

/** The base64url of `{"alg":`, without which there is no header; padding comes only behind it. UTF-16 units. */
export const SHORTEST_HEADER = 10;

/** A header longer than this is not looked at, in characters of base64url. */
const LONGEST_HEADER = 65_536;

/** A name that is followed by less claims nothing. */
const SHORTEST_CLAIMED = 24;

const DOTS = { jws: 2, jwe: 4 } as const;

/**
 * RFC 7515 section 7.1 and RFC 7516 section 7.1, leniently: the header must prove what it is, the rest may be damaged
 * or missing, so that it can be said what is wrong with it. `value` is a run of base64url, dots and padding.
 */
export function readCompact(value: string): Compact | undefined {
  const headerEnd = value.indexOf('.');
  const kind = kindOfHeader(headerEnd < 0 ? value : value.slice(0, headerEnd));
  return kind && withinSegments(kind, value, headerEnd);
}

/**
 * What only a name or a scheme says to be a JWT: its header is damaged, but it has three segments or begins as a header
 * does and breaks off.
 */
export function readClaimedCompact(value: string): Compact | undefined {
  if (!/^e[yw]/.test(value) || value.length < SHORTEST_CLAIMED) return undefined;
  const headerEnd = value.indexOf('.');
  if (headerEnd >= 0) {
    const whole = withinSegments('jws', value, headerEnd);
    if (whole?.missing !== 0 || whole.length < SHORTEST_CLAIMED) return undefined;
    return isSignedCookie(value.slice(0, whole.length)) ? undefined : whole;
  }
  const header = decodeLoosely(value.slice(0, LONGEST_HEADER));
  const brokenOff = /^\s*\{\s*"(?:alg|typ|kid|enc|cty|x5t|jku)"/.test(header) && !header.trimEnd().endsWith('}');
  return brokenOff ? { kind: 'jws', length: value.length, missing: DOTS.jws } : undefined;
}

/** By the members of a header: only a JWE has `enc` (RFC 7516 section 9). Undefined for what is no JOSE header. */
function kindOfHeader(segment: string): Compact['kind'] | undefined {
  if (segment.length > LONGEST_HEADER) return undefined;
  const json = decodeLoosely(segment);
  if (!/^[ \t\r\n]*\{/.test(json)) return undefined;
  if (hasMember(json, '"enc"')) return 'jwe';
  return hasMember(json, '"alg"') ? 'jws' : undefined;
}

function hasMember(json: string, name: string): boolean {
  for (let at = json.indexOf(name); at >= 0; at = json.indexOf(name, at + 1)) {
    let after = at + name.length;
    while (after < json.length && json.charCodeAt(after) <= 0x20) after++;
    if (json[after] === ':') return true;
  }
  return false;
}

/** Cuts `value` after the segments that the kind has: a full stop that ends the sentence is not part of the token. */
function withinSegments(kind: Compact['kind'], value: string, headerEnd: number): Compact | undefined {
  if (headerEnd < 0) return { kind, length: value.length, missing: DOTS[kind] };
  let dots = 0;
  let end = headerEnd;
  let last = headerEnd;
  for (; end >= 0 && dots < DOTS[kind]; end = value.indexOf('.', end + 1)) {
    dots++;
    last = end;
  }
  const length = unpadded(value, end < 0 ? value.length : end);
  if (value.slice(headerEnd, length + 3).includes('...')) return undefined;
  return { kind, length: Math.max(length, last), missing: DOTS[kind] - dots };
}

/** Padding is illegal in a token but common: at its end it counts where it makes the last segment whole. */
function unpadded(value: string, end: number): number {
  let digits = end;
  while (value.charCodeAt(digits - 1) === 0x3d) digits--;
  const segment = end - (value.lastIndexOf('.', end - 1) + 1);
  return segment % 4 === 0 ? end : digits;
}

/** Flask's session cookie (itsdangerous): JSON, a time in 6 or 7 digits, a SHA-1 or SHA-256 signature; it has no header. */
function isSignedCookie(value: string): boolean {
  const [, time = '', signature = ''] = value.split('.', 3);
  return (time.length === 6 || time.length === 7) && (signature.length === 27 || signature.length === 43);
}
