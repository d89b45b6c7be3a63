import type { Span } from '../../text/span';

/** What is wrong with a base64url text, by RFC 7515 section 2 and RFC 4648 sections 3.2, 3.3, 3.5 and 5. */
export type Base64Problem =
  | 'padding-inside'
  | 'whitespace-inside'
  | 'standard-base64'
  | 'bad-character'
  | 'bad-length'
  | 'non-canonical-base64';

export interface Base64Decoding {
  readonly bytes: Uint8Array;
  /** One for each kind of problem, where it first occurs. Offsets are those of the encoded text. */
  readonly problems: readonly (Span & { readonly code: Base64Problem })[];
  /** True where the encoded text was read to its end, so that `bytes` is all of it. */
  readonly complete: boolean;
  /** Where in the encoded text the bytes from `from` up to `to` are written. */
  locate(from: number, to: number): Span;
}

/**
 * Reads base64url as far as it can be read, and says everything that a strict reader refuses. Padding, white space and
 * the letters of ordinary base64 are read over; any other character ends the reading.
 */
export function decodeBase64url(encoded: string): Base64Decoding {
  const clean = decodeCleanly(encoded);
  if (clean) return { bytes: clean, problems: [], complete: true, locate: placesOf };
  const problems: (Span & { code: Base64Problem })[] = [];
  const report = (code: Base64Problem, start: number, end: number): void => {
    if (!problems.some((problem) => problem.code === code)) problems.push({ code, start, end });
  };
  const bytes = new Uint8Array(Math.ceil((encoded.length * 3) / 4));
  let kept: Uint32Array | undefined;
  let length = 0;
  let sextets = 0;
  let bits = 0;
  let pending = 0;
  let at = 0;
  let complete = true;

  for (; at < encoded.length; at++) {
    const code = encoded.charCodeAt(at);
    const sextet = code < 128 ? (SEXTETS[code] ?? OTHER) : OTHER;
    if (sextet === OTHER) {
      report('bad-character', at, at + 1);
      complete = false;
      break;
    }
    if (sextet === PADDING || sextet === WHITESPACE) {
      report(sextet === PADDING ? 'padding-inside' : 'whitespace-inside', at, at + 1);
      kept ??= identity(encoded.length, sextets);
      continue;
    }
    if (code === PLUS || code === SLASH) report('standard-base64', at, at + 1);
    if (kept) kept[sextets] = at;
    sextets++;
    bits = (bits << 6) | sextet;
    pending += 6;
    if (pending >= 8) {
      pending -= 8;
      bytes[length++] = (bits >> pending) & 0xff;
      bits &= (1 << pending) - 1;
    }
  }
  const charAt = (index: number): number => (kept ? (kept[index] ?? at) : index);
  const last = charAt(sextets - 1);
  if (complete && sextets % 4 === 1) report('bad-length', last, last + 1);
  else if (complete && bits !== 0) report('non-canonical-base64', last, last + 1);

  return {
    bytes: bytes.subarray(0, length),
    problems,
    complete: complete && sextets % 4 !== 1,
    locate: (from, to) => {
      const start = charAt(Math.floor((from * 4) / 3));
      return { start, end: to > from ? charAt(Math.ceil((to * 4) / 3) - 1) + 1 : start };
    },
  };
}

function placesOf(from: number, to: number): Span {
  const start = Math.floor((from * 4) / 3);
  return { start, end: to > from ? Math.ceil((to * 4) / 3) : start };
}

/** The same for what is as a strict reader wants it, at several times the speed; undefined for anything else. */
export function decodeCleanly(encoded: string): Uint8Array | undefined {
  if (encoded.length % 4 === 1 || !CLEAN.test(encoded)) return undefined;
  const length = Math.floor((encoded.length * 3) / 4);
  const bytes = new Uint8Array(length + 2);
  for (let from = 0, to = 0; from < encoded.length; from += 4, to += 3) {
    const word =
      (sextetAt(encoded, from) << 18) |
      (sextetAt(encoded, from + 1) << 12) |
      (sextetAt(encoded, from + 2) << 6) |
      sextetAt(encoded, from + 3);
    bytes[to] = word >> 16;
    bytes[to + 1] = word >> 8;
    bytes[to + 2] = word;
  }
  // The bits of the last digit that are part of no byte.
  const isCanonical = encoded.length % 4 === 0 || (bytes[length] ?? 0) === 0;
  return isCanonical ? bytes.subarray(0, length) : undefined;
}

const CLEAN = /^[A-Za-z0-9_-]*$/;

/** Behind the end there are zeros. */
function sextetAt(encoded: string, at: number): number {
  return SEXTETS[encoded.charCodeAt(at)] ?? 0;
}

const OTHER = 255;
const PADDING = 254;
const WHITESPACE = 253;
const PLUS = 0x2b;
const SLASH = 0x2f;

const SEXTETS = sextetTable();

function sextetTable(): Uint8Array {
  const table = new Uint8Array(128).fill(OTHER);
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  for (let value = 0; value < alphabet.length; value++) table[alphabet.charCodeAt(value)] = value;
  table[PLUS] = 62;
  table[SLASH] = 63;
  for (const space of ' \t\r\n') table[space.charCodeAt(0)] = WHITESPACE;
  table['='.charCodeAt(0)] = PADDING;
  return table;
}

/** The index of each character kept so far, up to the first that is read over: from there on it is written down. */
function identity(length: number, filled: number): Uint32Array {
  const indices = new Uint32Array(length);
  for (let index = 0; index < filled; index++) indices[index] = index;
  return indices;
}
