import { BASE } from './memory';

/**
 * How many lines end between two places of the window. A line ends with `\n`, with `\r`, or with both of them, as in VS Code:
 * so a `\n` counts unless a `\r` stands right before it, between the same two places.
 */
export function breaks(start: i32, end: i32): i32 {
  if (start >= end) return 0;
  const last = BASE + <usize>end;
  let at = BASE + <usize>start;
  let count = <i32>isBreak(load<u8>(at++));
  const feed = i8x16.splat(FEED);
  const back = i8x16.splat(RETURN);
  while (at + 64 <= last) {
    // One count a byte of the vector, which must not run over.
    const stop = at + (min<usize>((last - at) >> 6, 63) << 6);
    let counts = i8x16.splat(0);
    let returns = i8x16.eq(v128.load8_splat(at - 1), back);
    for (let here = at; here < stop; here += 64) {
      const a = v128.load(here);
      const b = v128.load(here, 16);
      const c = v128.load(here, 32);
      const d = v128.load(here, 48);
      counts = i8x16.sub(counts, i8x16.add(i8x16.eq(a, feed), i8x16.eq(b, feed)));
      counts = i8x16.sub(counts, i8x16.add(i8x16.eq(c, feed), i8x16.eq(d, feed)));
      returns = v128.or(returns, v128.or(i8x16.eq(a, back), i8x16.eq(b, back)));
      returns = v128.or(returns, v128.or(i8x16.eq(c, back), i8x16.eq(d, back)));
    }
    // Most files have none, and then no look at what stands before each end.
    if (v128.any_true(returns)) {
      counts = i8x16.splat(0);
      for (let here = at; here < stop; here += 16) counts = i8x16.sub(counts, breaksAt(here, feed, back));
    }
    count += sum(counts);
    at = stop;
  }
  for (; at < last; at++) {
    const code = load<u8>(at);
    count += <i32>(code == RETURN || (code == FEED && load<u8>(at - 1) != RETURN));
  }
  return count;
}

/** Where the line begins that a place of the window is in; `start` where it began before that. */
export function lineStart(start: i32, end: i32): i32 {
  const first = BASE + <usize>start;
  let at = BASE + <usize>end;
  const feed = i8x16.splat(FEED);
  const back = i8x16.splat(RETURN);
  for (; at >= first + 16; at -= 16) {
    const here = v128.load(at - 16);
    const ends = i8x16.bitmask(v128.or(i8x16.eq(here, feed), i8x16.eq(here, back)));
    if (ends) return <i32>(at - BASE) + 16 - <i32>clz(ends);
  }
  while (at > first && !isBreak(load<u8>(at - 1))) at--;
  return <i32>(at - BASE);
}

/** How many units of UTF-16 the characters make whose UTF-8 begins between two places of the window. */
export function units(start: i32, end: i32): i32 {
  const last = BASE + <usize>end;
  let at = BASE + <usize>start;
  let count: i32 = 0;
  const lastFollowing = i8x16.splat(LAST_FOLLOWING);
  const firstOfFour = i8x16.splat(FIRST_OF_FOUR);
  for (; at + 16 <= last; at += 16) {
    const here = v128.load(at);
    count += popcnt<i32>(i8x16.bitmask(i8x16.gt_s(here, lastFollowing)));
    count += popcnt<i32>(i8x16.bitmask(i8x16.ge_u(here, firstOfFour)));
  }
  for (; at < last; at++) {
    const code = load<i8>(at);
    count += <i32>(code > LAST_FOLLOWING) + <i32>(<u8>code >= <u8>FIRST_OF_FOUR);
  }
  return count;
}

/** -1 for each byte that ends a line. */
@inline
function breaksAt(at: usize, feed: v128, back: v128): v128 {
  const here = v128.load(at);
  const lone = v128.andnot(i8x16.eq(here, feed), i8x16.eq(v128.load(at - 1), back));
  return v128.or(lone, i8x16.eq(here, back));
}

/** Of sixteen bytes. */
@inline
function sum(bytes: v128): i32 {
  const words = i32x4.extadd_pairwise_i16x8_u(i16x8.extadd_pairwise_i8x16_u(bytes));
  const pairs = i32x4.add(words, i32x4.shuffle(words, words, 2, 3, 0, 1));
  return i32x4.extract_lane(pairs, 0) + i32x4.extract_lane(pairs, 1);
}

@inline
function isBreak(code: u8): bool {
  return code == FEED || code == RETURN;
}

export const FEED: u8 = 0x0a;
export const RETURN: u8 = 0x0d;
/** Of the bytes that follow the first of a character, with its sign. */
const LAST_FOLLOWING: i8 = -0x41;
/** A character of four bytes is two units. */
const FIRST_OF_FOUR: i8 = -0x10;
