import { setsOf } from './halves';
import { every, FIFTEEN, RUNS } from './memory';

/** Beside a block: as far as ten digits before a dot reach, and two short segments of a token that only its name shows. */
const BEFORE: usize = 16;
const BEHIND: usize = 32;

/**
 * Whether nothing in and around a block of 64 bytes is part of a token, however many letters in it may begin one: nowhere
 * stand eight digits of base64url together, of which even the pieces of a token have more, nor anything that could join
 * shorter ones. All but the last pair of such a block are followed in it by what would be their value.
 */
export function isNoise(block: usize): bool {
  const low = v128.load(RUNS);
  const high = v128.load(RUNS, 16);
  const fifteen = v128.load(FIFTEEN);
  const digits = every(0x1f);
  let all = every(0);
  let found: u64 = 0;
  let window: u64 = 0;
  for (let at = block - BEFORE; at < block + 64 + BEHIND; at += 16) {
    const sets = setsOf(v128.load(at), low, high, fifteen);
    all = v128.or(all, sets);
    const here = i8x16.bitmask(i8x16.eq(v128.and(sets, digits), every(0))) ^ 0xffff;
    window = (window >> 16) | ((<u64>(<u32>here)) << 48);
    let together = window & (window >> 1);
    together &= together >> 2;
    found |= together & (together >> 4);
  }
  return found == 0 && !v128.any_true(v128.andnot(all, digits));
}
