import { BASE64, BASE64URL, ESCAPED, every, GLUE, isClass, isKind, NAME_END } from './memory';
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
  if (before == 0x6d) return isColour(at - 2) ? PERHAPS : NO;
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

/** What may stand before the `m` that ends a terminal's colour: `[`, a digit, `:` or `;`. */
function isColour(at: usize): bool {
  const code = load<u8>(at);
  return code == 0x5b || (code >= 0x30 && code <= 0x3b);
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

/** Whether a name may stand before `at`: glue or the end of an escape is between them, see `wordBefore` in `core/token/find/context.ts`. */
export function mayBeNamed(at: usize): bool {
  const before = load<u8>(at - 1);
  if (before == PLUS && isClass(at - 2, BASE64URL)) return isClass(at - 2, NAME_END);
  return isClass(at - 1, GLUE | BASE64URL) || before == BACKSLASH || before == 0x3b;
}

/** Whether base64 goes on before `at`, as `standsAlone` in `core/token/find/opaque.ts` says. */
export function isPiece(at: usize): bool {
  const before = load<u8>(at - 1);
  return (before == PLUS || before == 0x2f || before == 0x2e) && isClass(at - 2, BASE64URL | BASE64);
}

const PLUS: u8 = 0x2b;
