// AssemblyScript, compiled to WebAssembly at build time (scripts/build/kernel.mjs). One pass over a window of bytes finds
// where tokens and their names may stand, throws out what `scan` would refuse, and settles what is plain to see. What it
// does not settle is looked at by `scan`, so it may always give up and must never guess.
import { setsOf } from './halves';
import { judge, nextAfterRun, startJudging } from './judge';
import { BASE, BLOCKS, every, FIFTEEN, finds, HITS, PAIRS, SECONDS, startFinds, THIRDS } from './memory';

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

/** A block of `BLOCKS`: a byte for each of 64 that says which pairs end there, and where they are. */
const BLOCK: usize = 80;

/**
 * Writes to `BLOCKS` where pairs end, and returns where that list ends. Every block is written and most are written over:
 * a branch on what is in it would be guessed wrong as often as there is something, and cost as much as three blocks.
 */
function collectBlocks(start: usize, end: usize): usize {
  const low = v128.load(PAIRS);
  const high = v128.load(PAIRS, 16);
  // Loaded, because a constant in a loop is made anew in every round.
  const fifteen = v128.load(FIFTEEN);
  let out = BLOCKS;
  let last = setsOf(v128.load(start - 16), low, high, fifteen);
  for (let block = start; block < end; block += 64) {
    const a = setsOf(v128.load(block), low, high, fifteen);
    const b = setsOf(v128.load(block, 16), low, high, fifteen);
    const c = setsOf(v128.load(block, 32), low, high, fifteen);
    const d = setsOf(v128.load(block, 48), low, high, fifteen);
    const inA = pairs(last, a);
    const inB = pairs(a, b);
    const inC = pairs(b, c);
    const inD = pairs(c, d);
    last = d;
    v128.store(out, inA);
    v128.store(out, inB, 16);
    v128.store(out, inC, 32);
    v128.store(out, inD, 48);
    store<u32>(out, <u32>block, 64);
    out += BLOCK * <usize>v128.any_true(v128.and(v128.or(v128.or(inA, inB), v128.or(inC, inD)), fifteen));
  }
  return out;
}

/** The bits 0 to 3 of a byte say which pairs end there; the others mean nothing. */
@inline
function pairs(before: v128, here: v128): v128 {
  const previous = i8x16.shuffle(before, here, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30);
  return v128.and(previous, i16x8.shr_u(here, 4));
}

/** Writes to `HITS` where the pairs of the blocks end that have the right letter behind them, and returns where that list ends. */
function collectHits(last: usize, end: usize): usize {
  const fifteen = v128.load(FIFTEEN);
  let out = HITS;
  for (let block = BLOCKS; block < last; block += BLOCK) {
    const start = <usize>load<u32>(block, 64);
    let hits = places(block, fifteen);
    hits |= places(block + 16, fifteen) << 16;
    hits |= places(block + 32, fifteen) << 32;
    hits |= places(block + 48, fifteen) << 48;
    // Behind the end is something, too.
    if (start + 64 > end) hits &= ((<u64>1) << <u64>(end - start)) - 1;
    for (; hits; hits &= hits - 1) {
      const at = start + <usize>ctz(hits);
      store<u32>(out, <u32>at);
      out += <usize>((load<u8>(SECONDS + <usize>load<u8>(at)) & load<u8>(THIRDS + <usize>load<u8>(at, 1))) != 0) << 2;
    }
  }
  return out;
}

@inline
function places(pairs: usize, fifteen: v128): u64 {
  return <u64>i8x16.bitmask(i8x16.ne(v128.and(v128.load(pairs), fifteen), every(0)));
}
