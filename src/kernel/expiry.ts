import { BASE } from './memory';

/**
 * Whether something between two places of the window may speak of an end, by `END` of `core/token/read/lifetime.ts`. Beyond
 * ASCII a place is no offset in a text: then it may.
 */
export function maySpeakOfEnd(start: i32, end: i32): bool {
  const first = BASE + <usize>start;
  const last = BASE + <usize>end;
  const lower = i8x16.splat(LOWER);
  const letter = i8x16.splat(X);
  for (let at = first; at < last; at += 16) {
    const bytes = v128.load(at);
    let beyond = i8x16.bitmask(bytes);
    let hits = i8x16.bitmask(i8x16.eq(v128.or(bytes, lower), letter));
    if ((beyond | hits) == 0) continue;
    if (at + 16 > last) {
      const inside = (1 << <i32>(last - at)) - 1;
      beyond &= inside;
      hits &= inside;
    }
    if (beyond) return true;
    for (; hits; hits &= hits - 1) if (isEnd(at + <usize>ctz(hits), first, last)) return true;
  }
  return false;
}

/** Around an `x`: `e` before it, and `p`, `i` and `r` behind it. */
function isEnd(at: usize, first: usize, last: usize): bool {
  let before = at - 1;
  while (before >= first && isJoint(before)) before--;
  if (before < first || !isLetter(before, E)) return false;
  let behind = at;
  for (let letters: u32 = PIR; letters; letters >>= 8) {
    do behind++;
    while (behind < last && isJoint(behind));
    if (behind >= last || !isLetter(behind, <u8>letters)) return false;
  }
  return true;
}

@inline
function isLetter(at: usize, letter: u8): bool {
  return (load<u8>(at) | LOWER) == letter;
}

@inline
function isJoint(at: usize): bool {
  const code = load<u8>(at);
  return code == DASH || code == UNDERSCORE;
}

const LOWER: u8 = 0x20;
const E: u8 = 0x65;
const X: u8 = 0x78;
const PIR: u32 = 0x726970;
const DASH: u8 = 0x2d;
const UNDERSCORE: u8 = 0x5f;
