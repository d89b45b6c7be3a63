import { mayBeNamed } from './boundary';
import { decode, kindOfHeader, LONGEST_HEADER } from './header';
import { BASE64, CONTINUING, HEADER_NAME, isClass, isKind, JSON, JWE, MASK, OPEN, PRINTABLE, REFUSED, settled } from './memory';
import { isOver, segmentEnd } from './runs';

const DOT: u8 = 0x2e;

/** What is to be said of base64url of an object that begins at `start`, where a token may begin, and has a segment up to `end`. */
export function compactAt(start: usize, end: usize): u32 {
  if (load<u8>(end) != DOT) return dotlessAt(start, end);
  if (end - start > LONGEST_HEADER) return OPEN;
  const kind = kindOfHeader(decode(start, end));
  if (kind == OPEN) return unprovenAt(start, end);
  const whole = wholeEnd(end, kind == JWE ? 4 : 2);
  return whole ? settled(kind, whole) : OPEN;
}

/**
 * Where a token ends that has so many dots from the end of its header on; 0 where anything about it is unusual: a segment
 * missing or empty (but for the first behind the header), or a mask behind it.
 */
function wholeEnd(headerEnd: usize, dots: i32): usize {
  let end = headerEnd;
  for (let dot = 0; dot < dots; dot++) {
    if (load<u8>(end) != DOT) return 0;
    const start = end + 1;
    end = segmentEnd(start);
    if (dot > 0 && end == start) return 0;
  }
  return !isKind(load<u8>(end), MASK) && isOver(end) ? end : 0;
}

/**
 * Segments without a header: `readClaimedCompact` takes them for a token where a name does, if they are three and no
 * signed cookie.
 */
function unprovenAt(start: usize, headerEnd: usize): u32 {
  let dots = 0;
  let before: usize = 0;
  let last: usize = 0;
  let end = headerEnd;
  for (; load<u8>(end) == DOT && dots < MOST_DOTS; dots++) {
    const from = end + 1;
    end = segmentEnd(from);
    before = last;
    last = end - from;
  }
  if (!isOver(end)) return OPEN;
  if (dots < 2 || !mayBeNamed(start)) return REFUSED;
  const isSignedCookie = (before | 1) == 7 && (last == 27 || last == 43);
  return dots == 2 && isSignedCookie ? REFUSED : OPEN;
}

/** As in `core/token/find/run.ts`. */
const MOST_DOTS: i32 = 5;

/** As in `core/token/find/compact.ts`, `lookAlikes.ts` and `opaque.ts`. */
const LONGEST: usize = 65_536;
const SAMPLE: usize = 24;
const SHORTEST_USER: usize = 8;
/** A header that breaks off is longer, and credentials are as long: eight characters, a colon and eight more. */
const SHORTEST_CLAIMED: usize = 23;
/** `SHORTEST_HEADER` of `core/token/find/compact.ts`: padding, raw or `%3D`, is no part of what is too short for a header. */
export const SHORTEST: usize = 10;

export function isPadding(at: usize): bool {
  return load<u8>(at) == 0x3d || (load<u32>(at) & 0xdfffff) == 0x443325;
}

/** JSON in base64url is no token, unless it is a header or credentials, or breaks off. */
function dotlessAt(start: usize, end: usize): u32 {
  const isShort = end - start < SHORTEST_CLAIMED;
  if (isShort && (isAlone(start, end) || (end - start < SHORTEST && isPadding(end)))) return REFUSED;
  const isLong = end - start > LONGEST_HEADER;
  const bytes = decode(start, isLong ? start + SAMPLE : end);
  if (isLong) return end - start <= LONGEST || isKind(load<u8>(JSON, 2), HEADER_NAME) ? OPEN : REFUSED;
  if (!isOver(end) || isClass(end, BASE64)) return OPEN;
  if (kindOfHeader(bytes) != OPEN) return OPEN;
  if (isShort || !mayBeNamed(start)) return REFUSED;
  return !isPrintable(min(bytes, SAMPLE)) || mayBreakOff(bytes) || mayBeUser() ? OPEN : REFUSED;
}

/**
 * Whether a short word follows behind a space, which is no lost piece of the token: see `damagedEnd` in
 * `core/token/find/damaged.ts`. In quotes it would be.
 */
function isAlone(start: usize, end: usize): bool {
  if (load<u8>(end) != 0x20 || isClass(start - 1, CONTINUING)) return false;
  const word = end + 1;
  const stop = segmentEnd(word);
  // Less than nothing is more than anything.
  return stop - word - 1 < SHORTEST_PIECE - 1 && load<u8>(stop) != DOT;
}

const SHORTEST_PIECE: usize = 16;

function isPrintable(length: usize): bool {
  for (let at = JSON; at < JSON + length; at++) if (!isKind(load<u8>(at), PRINTABLE)) return false;
  return true;
}

/** A header of which the end is missing. */
function mayBreakOff(length: usize): bool {
  return load<u8>(JSON + length - 1) != 0x7d && isKind(load<u8>(JSON, 2), HEADER_NAME);
}

/** A user and a password, as in Basic credentials: a colon, but not near the beginning. */
function mayBeUser(): bool {
  for (let at = JSON; at < JSON + SHORTEST_USER; at++) if (load<u8>(at) == 0x3a) return false;
  return true;
}
