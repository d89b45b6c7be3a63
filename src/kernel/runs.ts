import { setsOf } from './halves';
import { CONTINUING, DIGITS, ESCAPED_JOINT, every, FIFTEEN, isClass, isKind, JOINING } from './memory';

/** Where the digits of base64url end that begin at `at`. Somewhere they do: the host puts something else behind the text. */
export function segmentEnd(at: usize): usize {
  const low = v128.load(DIGITS);
  const high = v128.load(DIGITS, 16);
  const fifteen = v128.load(FIFTEEN);
  let from = at - 16;
  let rest: v128;
  do {
    from += 16;
    rest = setsOf(v128.load(from), low, high, fifteen);
  } while (i8x16.all_true(rest));
  return from + <usize>ctz(i8x16.bitmask(i8x16.eq(rest, every(0))));
}

/** Where they begin that end before `end`, looking back no farther than `floor`. */
export function segmentStart(end: usize, floor: usize): usize {
  const low = v128.load(DIGITS);
  const high = v128.load(DIGITS, 16);
  const fifteen = v128.load(FIFTEEN);
  for (let from = end; from > floor; from -= 16) {
    const others = i8x16.bitmask(i8x16.eq(setsOf(v128.load(from - 16), low, high, fifteen), every(0)));
    // The place of the last other one from the left, counted from one; the mask has sixteen bits of 32.
    if (others) return max(floor, from - 16 + <usize>(32 - clz(others)));
  }
  return floor;
}

/**
 * Whether a run that stops at `end` is over: no padding, no escape that could be part of it, no line break that only wraps
 * it. See `goesOn` in `core/token/find/run.ts`.
 */
export function isOver(end: usize): bool {
  if (!isClass(end, CONTINUING)) return true;
  const code = load<u8>(end);
  if (isKind(code, JOINING)) return false;
  const next = load<u8>(end, 1);
  if (next == PERCENT) return false;
  if (code == BACKSLASH) return !isKind(next, ESCAPED_JOINT);
  // A line of a trace is 64 characters behind its offset in hexadecimal, a colon and a space.
  if ((code | 7) == NEWLINE_OR_RETURN) return load<u16>(end - TRACE_COLUMNS - 2) != COLON_SPACE;
  // A quote: `' +` and a new line.
  return next != 0x20 && next != 0x09 && next != 0x2b;
}

export const PERCENT: u8 = 0x25;
export const BACKSLASH: u8 = 0x5c;
/** Of what may stand here only these two, 0x0a and 0x0d, are this with their lowest bits set. */
const NEWLINE_OR_RETURN: u8 = 0x0f;
const COLON_SPACE: u16 = 0x203a;
const TRACE_COLUMNS: usize = 64;
