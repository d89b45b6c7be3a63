import { decode, kindOfHeader, LONGEST_HEADER } from './header';
import { BASE64, find, isClass, JSON, JWE, JWS, OPEN, verdict } from './memory';
import { isOver, segmentEnd } from './runs';

const DOT: u8 = 0x2e;

/** Where the first segment ends of what was judged last: the dot there is a sign of what is known already. */
let known: usize = 0;

export function startJudging(): void {
  known = 0;
}

export function isKnownDot(dot: usize): bool {
  return dot == known;
}

/** What begins with `eyJ`, which is base64url of `{"`. */
export function judgeCompact(at: usize, start: usize): void {
  const end = segmentEnd(start);
  known = end;
  if (load<u8>(end) != DOT) return judgeDotless(at, start, end);
  if (end - start > LONGEST_HEADER) return find(at, OPEN);
  const kind = kindOfHeader(decode(start, end));
  if (kind == OPEN) return judgeUnproven(at, end);
  const whole = wholeEnd(end, kind == JWE ? 4 : 2);
  find(at, whole ? verdict(kind, whole) : OPEN);
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
  const code = load<u8>(end);
  const masked = code == DOT || code == 0x2a || code == 0x5b || code == 0x3c || code >= 0x80;
  return !masked && isOver(end) ? end : 0;
}

/**
 * Segments without a header: `readClaimedCompact` takes them for a token where a name does, if they are three and no
 * signed cookie.
 */
function judgeUnproven(at: usize, headerEnd: usize): void {
  const second = segmentEnd(headerEnd + 1);
  if (load<u8>(second) != DOT) {
    if (!isOver(second)) find(at, OPEN);
    return;
  }
  const third = segmentEnd(second + 1);
  if (load<u8>(third) == DOT || !isOver(third)) return find(at, OPEN);
  const time = second - headerEnd - 1;
  const signature = third - second - 1;
  if ((time != 6 && time != 7) || (signature != 27 && signature != 43)) find(at, OPEN);
}

/** Of `readDotless` below: as in `core/token/opaque.ts`, `lookAlikes.ts` and `compact.ts`. */
const LONGEST: usize = 65_536;
const SAMPLE: usize = 24;
const SHORTEST_USER: usize = 8;

/** JSON in base64url is no token, unless it is a header or credentials, or breaks off. */
function judgeDotless(at: usize, start: usize, end: usize): void {
  if (!isOver(end) || isClass(end, BASE64)) return find(at, OPEN);
  const isLong = end - start > LONGEST_HEADER;
  const bytes = decode(start, isLong ? start + SAMPLE : end);
  const isOpen = isLong
    ? end - start <= LONGEST || isHeaderName(load<u8>(JSON, 2))
    : kindOfHeader(bytes) != OPEN || !isPrintable(min(bytes, SAMPLE)) || mayBreakOff(bytes) || mayBeUser(bytes);
  if (isOpen) find(at, OPEN);
}

function isPrintable(length: usize): bool {
  for (let at = JSON; at < JSON + length; at++) {
    const code = load<u8>(at);
    if ((code < 0x20 && code != 0x09 && code != 0x0a && code != 0x0d) || code > 0x7e) return false;
  }
  return true;
}

/** A header of which the end is missing: it begins with `alg`, `typ`, `kid`, `enc`, `cty`, `x5t` or `jku`. */
function mayBreakOff(length: usize): bool {
  return load<u8>(JSON + length - 1) != 0x7d && isHeaderName(load<u8>(JSON, 2));
}

function isHeaderName(first: u8): bool {
  return first == 0x61 || first == 0x74 || first == 0x6b || first == 0x65 || first == 0x63 || first == 0x78 || first == 0x6a;
}

/** A user and a password, as in Basic credentials: a colon, but not near the beginning. */
function mayBeUser(length: usize): bool {
  for (let at = JSON; at < JSON + min(length, SHORTEST_USER); at++) if (load<u8>(at) == 0x3a) return false;
  return length > SHORTEST_USER;
}
