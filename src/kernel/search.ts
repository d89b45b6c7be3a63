// AssemblyScript, compiled to WebAssembly at build time (scripts/build/kernel.mjs). One pass over a window of bytes finds
// where tokens and their names may stand, throws out what `scan` would refuse, and settles what is plain to see. What it
// does not settle is looked at by `scan`, so it may always give up and must never guess.
import { judge, nextAfterRun, startJudging } from './judge';
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

/** A block of `BLOCKS`: a bit for each of 64 bytes at which a pair ends, and where they are. */
const BLOCK: usize = 16;

/**
 * Writes to `BLOCKS` where pairs end, and returns where that list ends. Every block is written and most are written over:
 * a branch on what is in it would be guessed wrong as often as there is something, and cost as much as three blocks.
 */
function collectBlocks(start: usize, end: usize): usize {
  const sums = v128.load(PAIRS);
  // Loaded, because a constant in a loop is made anew in every round.
  const fifteen = v128.load(FIFTEEN);
  let out = BLOCKS;
  for (let block = start; block < end; block += 64) {
    let ends = pairsAt(block, sums, fifteen);
    ends |= pairsAt(block + 16, sums, fifteen) << 16;
    ends |= pairsAt(block + 32, sums, fifteen) << 32;
    ends |= pairsAt(block + 48, sums, fifteen) << 48;
    store<u64>(out, ends);
    store<u32>(out, <u32>block, 8);
    out += <usize>(ends != 0) * BLOCK;
  }
  return out;
}

/**
 * Which of sixteen bytes may be the second letter of a pair. Of two pairs the first letters differ in their lower half; twice
 * the first letter and the second make a sum that few others with that half have, and costs less than a look at each.
 */
@inline
function pairsAt(at: usize, sums: v128, fifteen: v128): u64 {
  const before = v128.load(at - 1);
  const sum = i8x16.add(i8x16.add(before, before), v128.load(at));
  return <u64>i8x16.bitmask(i8x16.eq(sum, i8x16.swizzle(sums, v128.and(before, fifteen))));
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
    let hits = load<u64>(block);
    const start = <usize>load<u32>(block, 8);
    // Behind the end is something, too.
    if (start + 64 > end) hits &= ((<u64>1) << <u64>(end - start)) - 1;
    if (popcnt(hits) >= MANY && isNoise(start)) hits = LAST >> clz(hits);
    for (; hits; hits &= hits - 1) {
      const at = start + <usize>ctz(hits);
      const rule = RULES + <usize>load<u8>(SECONDS + <usize>load<u8>(at));
      const befores = load<u8>(BEFORES + <usize>load<u8>(at - 2));
      const around = befores & load<u8>(THIRDS + <usize>load<u8>(at, 1)) & load<u8>(rule);
      const next = load<u8>(BEFORES + <usize>load<u8>(at - 2 + <usize>load<u8>(rule, 1))) & load<u8>(rule, 2);
      store<u32>(out, <u32>at);
      out += <usize>(<i32>(around != 0) & <i32>(next != 0)) << 2;
    }
  }
  return out;
}
