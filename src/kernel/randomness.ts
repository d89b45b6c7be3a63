import { every } from './memory';

/** As in `core/token/find/randomness.ts`, and a little more: the pair at the end of the sample may count, and two separators. */
const SAMPLE: usize = 64;
const LEAST_CHANGES: i32 = 21;
const LEAST_CHANGES_OF_LETTERS: i32 = 27;
const LEAST_CHARACTERS: i32 = 12;
/** So many are enough to tell that there are many different ones. */
const FEW: usize = 24;

/** Whether a value is random beyond doubt: of most of those that are, this says so. */
export function looksRandom(start: usize, end: usize): bool {
  if (end - start < SAMPLE) return false;
  const row = every(0x60);
  let changes = 0;
  let digits = 0;
  for (let at = start; at < start + SAMPLE; at += 16) {
    const here = v128.load(at);
    const next = v128.load(at, 1);
    // Digits, capitals and small letters differ in these two bits; and `-` and `_` from none of them, which counts against.
    changes += popcnt(i8x16.bitmask(i8x16.ne(v128.and(here, row), v128.and(next, row))));
    const separators = v128.or(i8x16.eq(here, every(0x2d)), i8x16.eq(here, every(0x5f)));
    changes -= 2 * popcnt(i8x16.bitmask(separators));
    digits |= i8x16.bitmask(v128.andnot(i8x16.lt_u(here, every(0x40)), separators));
  }
  return changes >= (digits ? LEAST_CHANGES : LEAST_CHANGES_OF_LETTERS) && areMany(start);
}

function areMany(start: usize): bool {
  let seen: u64 = 0;
  for (let at = start; at < start + FEW; at++) {
    const code = <u64>load<u8>(at);
    seen |= 1 << ((code & 31) | (code < 0x40 ? 32 : 0));
  }
  return <i32>popcnt(seen) >= LEAST_CHARACTERS;
}
