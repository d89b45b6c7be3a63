import { BASE64, BASE64URL, DOT, ESCAPED, every, GLUE, isClass, isKind, NAME_ENDS } from './memory';
import { BACKSLASH, PERCENT, segmentStart } from './runs';

export const NO: i32 = 0;
export const PERHAPS: i32 = 1;
export const YES: i32 = 2;

/** As in `core/token/find/anchors.ts`: longer words before a dot are segments. */
export const LONGEST_PREFIX: usize = 24;

/** Whether a token may begin at `at`. What only an escape, emphasis or the sign of a diff would allow is `PERHAPS`. */
export function boundary(at: usize): i32 {
  const before = load<u8>(at - 1);
  if (before == 0x2e) return isSegment(at) ? NO : YES;
  if (!isClass(at - 1, BASE64URL)) return YES;
  if (before == UNDERSCORE) return isEmphasis(at) ? PERHAPS : NO;
  if (before == 0x2d) return startsLine(at - 1) ? PERHAPS : NO;
  if (before == 0x6d) return isColour(at - 1) ? PERHAPS : NO;
  const two = load<u8>(at - 2);
  if (two == BACKSLASH) return isKind(before, ESCAPED) ? YES : NO;
  return isEscapeAmong(load<u64>(at - 8)) ? PERHAPS : NO;
}

const UNDERSCORE: u8 = 0x5f;

/** Up to three underscores that are no part of a word. */
function isEmphasis(at: usize): bool {
  let start = at - 1;
  while (start > at - 3 && load<u8>(start - 1) == UNDERSCORE) start--;
  return !isClass(start - 1, BASE64URL);
}

function startsLine(at: usize): bool {
  const before = load<u8>(at - 1);
  return before == 0x0a || before == 0;
}

/** What ends with an `m` at `end` as a terminal's colour does: `[`, and parameters of digits, `:` and `;`. */
function isColour(end: usize): bool {
  let at = end;
  do at--;
  while (load<u8>(at) - 0x30 <= 0x0b);
  return load<u8>(at) == 0x5b;
}

/** Whether one of eight bytes begins an escape. */
function isEscapeAmong(bytes: u64): bool {
  const lanes = i64x2.splat(bytes);
  return v128.any_true(v128.or(i8x16.eq(lanes, every(BACKSLASH)), i8x16.eq(lanes, every(PERCENT))));
}

/** Whether a dot before `at` joins it to a header. */
function isSegment(at: usize): bool {
  const floor = at - LONGEST_PREFIX;
  const start = segmentStart(at - 1, floor);
  return start == floor || load<u16>(start) == 0x7965;
}

/**
 * Whether a name may stand before `at`: glue or the end of an escape is between them, see `wordBefore` in
 * `core/token/find/context.ts`. A `+` is glue, but mostly one of base64.
 */
export function mayBeNamed(at: usize): bool {
  let end = at - 1;
  if (load<u8>(end) == PLUS) {
    end--;
    if (isClass(end, BASE64URL)) return endsName(end) || isEscapeAmong(load<u64>(at - 9));
  }
  const last = load<u8>(end);
  return isClass(end, GLUE | BASE64URL) || last == BACKSLASH || last == 0x3b;
}

/** Whether a name may end with the letter at `at`, as far as that and the letter before it tell. */
function endsName(at: usize): bool {
  return ((load<u32>((<usize>load<u8>(at) & 31) << 2, NAME_ENDS) >> load<u8>(at - 1)) & 1) != 0;
}

/** Whether base64 goes on before `at`, as `standsAlone` in `core/token/find/opaque.ts` says. */
export function isPiece(at: usize): bool {
  return isClass(at - 1, BASE64 | DOT) && isClass(at - 2, BASE64URL | BASE64);
}

const PLUS: u8 = 0x2b;
