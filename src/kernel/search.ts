// AssemblyScript, compiled to WebAssembly at build time (scripts/build/kernel.mjs). One pass over a window of bytes finds
// where tokens and their names may stand, throws out what `scan` would refuse, and settles what is plain to see. What it
// does not settle is looked at by `scan`, so it may always give up and must never guess.
import { judge, nextAfterRun, startJudging } from './judge';
import { lookUp } from './lookUp';
import {
  BASE,
  BEFORES,
  BLOCKS,
  FIFTEEN,
  finds,
  HITS,
  PAIRS,
  RULES,
  SECONDS,
  startFinds,
  THIRDS,
} from './memory';
import { isNoise } from './noise';

export { narrow } from './memory';

/** So many bytes are searched at a time: what is written about them then stays in the nearest cache. */
const STRIDE: usize = 8_192;

/**
 * Looks through the window of `length` bytes at `BASE`.
 *
 * @returns how many finds there are at `FOUND`
 */
export function search(length: i32): i32 {
  startFinds();
  startJudging();
  const end = BASE + <usize>length;
  for (let from = BASE; from < end; ) {
    const to = min(from + STRIDE, end);
    const last = collectHits(collectBlocks(from, to), end);
    for (let hit = HITS; hit < last; hit += 4) judge(<usize>load<u32>(hit));
    from = max(to, nextAfterRun());
  }
  return finds();
}

/** A block of `BLOCKS`: where pairs end in it, as `together` says, and its address less one. */
const BLOCK: usize = 32;

/**
 * Writes to `BLOCKS` where pairs end, and returns where that list ends. Every block is written and most are written over:
 * a branch on what is in it would be guessed wrong as often as there is something, and cost as much as three blocks.
 */
function collectBlocks(start: usize, end: usize): usize {
  const sums = v128.load(PAIRS);
  // Loaded, because a constant in a loop is made anew in every round.
  const fifteen = v128.load(FIFTEEN);
  let out = BLOCKS;
  // From the byte before on, because what an instruction adds to an address is never negative.
  let first = v128.load(start - 1);
  for (let at = start - 1; at < end - 1; at += 64) {
    const second = v128.load(at, 16);
    const third = v128.load(at, 32);
    const fourth = v128.load(at, 48);
    const next = v128.load(at, 64);
    let ends = pairsAt(first, second, sums, fifteen);
    ends = together(ends, pairsAt(second, third, sums, fifteen));
    ends = together(ends, pairsAt(third, fourth, sums, fifteen));
    ends = together(ends, pairsAt(fourth, next, sums, fifteen));
    v128.store(out, ends);
    store<u32>(out, <u32>at, 16);
    out += select<usize>(BLOCK, 0, i8x16.bitmask(ends));
    first = next;
  }
  return out;
}

/** Adds a set of lanes to others: minus one in each lane for the last, minus two for the one before it, and so on. */
@inline
function together(before: v128, lanes: v128): v128 {
  return i8x16.add(i8x16.add(before, before), lanes);
}

/**
 * Which of sixteen bytes may be the first letter of a pair; the second of the last is the first byte of `next`. Of two pairs
 * the first letters differ in their lower half; twice the first letter and the second make a sum that few others with that
 * half have, and costs less than a look at each.
 */
@inline
function pairsAt(letters: v128, next: v128, sums: v128, fifteen: v128): v128 {
  // Not loaded, because loading is what all this takes the most time for.
  const seconds = v128.shuffle<u8>(letters, next, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16);
  const sum = i8x16.add(i8x16.add(letters, letters), seconds);
  return i8x16.eq(sum, lookUp(sums, v128.and(letters, fifteen)));
}

/** So many pairs in a block are no text that anybody wrote, and would take long one by one. */
const MANY: u64 = 4;
const LAST: u64 = 0x8000_0000_0000_0000;

/**
 * Writes to `HITS` where the pairs of the blocks end that have the right letters around them, and returns where that list
 * ends. Nothing is branched on, because a wrong guess costs more than all that is looked at.
 */
function collectHits(last: usize, end: usize): usize {
  let out = HITS;
  for (let block = BLOCKS; block < last; block += BLOCK) {
    const start = <usize>load<u32>(block, 16) + 1;
    let hits = endsOf(v128.load(block));
    // Behind the end is something, too.
    if (start + 64 > end) hits &= ((<u64>1) << <u64>(end - start)) - 1;
    if (popcnt(hits) >= MANY && isNoise(start)) hits = LAST >> clz(hits);
    for (; hits; hits &= hits - 1) {
      const before = start - 2 + <usize>ctz(hits);
      const rule = <usize>load<u8>(<usize>load<u8>(before, 2), SECONDS);
      const around =
        load<u8>(<usize>load<u8>(before), BEFORES) & load<u8>(<usize>load<u8>(before, 3), THIRDS) & load<u8>(rule, RULES);
      const next = load<u8>(<usize>load<u8>(before + <usize>load<u8>(rule, RULES + 1)), BEFORES) & load<u8>(rule, RULES + 2);
      store<u32>(out, <u32>before + 2);
      out += <usize>(<i32>(around != 0) & <i32>(next != 0)) << 2;
    }
  }
  return out;
}

/** A bit for each byte of a block. */
@inline
function endsOf(ends: v128): u64 {
  const sets = i8x16.neg(ends);
  return (
    bits(i16x8.shl(sets, 4)) |
    (bits(i16x8.shl(sets, 5)) << 16) |
    (bits(i16x8.shl(sets, 6)) << 32) |
    (bits(i16x8.shl(sets, 7)) << 48)
  );
}

@inline
function bits(lanes: v128): u64 {
  return <u64>(<u32>i8x16.bitmask(lanes));
}
