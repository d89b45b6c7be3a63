// AssemblyScript, compiled to WebAssembly at build time (scripts/build/kernel.mjs). One pass over a window of bytes finds
// where tokens and their names may stand, throws out what `scan` would refuse, and settles what is plain to see. What it
// does not settle is looked at by `scan`, so it may always give up and must never guess.
import { setsOf } from './halves';
import { judge, startJudging } from './judge';
import { BASE, FIFTEEN, finds, HITS, PAIRS, SECONDS, startFinds, THIRDS } from './memory';

export { AFTER, BASE, BEFORE, FOUND, narrow, TABLES, UNITS, WINDOW } from './memory';

/** So many bytes are searched before what was found in them is judged: the loop that is fast has no call in it. */
const STRIDE: usize = 16_384;

/**
 * Looks through the window of `length` bytes at `BASE`.
 *
 * @returns how many finds there are at `FOUND`
 */
export function search(length: i32): i32 {
  startFinds();
  startJudging();
  const end = BASE + <usize>length;
  for (let from = BASE; from < end; from += STRIDE) {
    const last = collect(from, min(from + STRIDE, end));
    for (let hit = HITS; hit < last; hit += 4) judge(<usize>load<u32>(hit));
  }
  return finds();
}

/** Writes to `HITS` where pairs end, and returns where that list ends. */
function collect(start: usize, end: usize): usize {
  const low = v128.load(PAIRS);
  const high = v128.load(PAIRS, 16);
  // Loaded, because a constant in a loop is made anew in every round.
  const fifteen = v128.load(FIFTEEN);
  let out = HITS;
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
    if (!v128.any_true(v128.and(v128.or(v128.or(inA, inB), v128.or(inC, inD)), fifteen))) continue;
    let hits =
      places(inA, fifteen) | (places(inB, fifteen) << 16) | (places(inC, fifteen) << 32) | (places(inD, fifteen) << 48);
    // Behind the end is something, too.
    if (block + 64 > end) hits &= ((<u64>1) << <u64>(end - block)) - 1;
    for (; hits; hits &= hits - 1) {
      const at = block + <usize>ctz(hits);
      store<u32>(out, <u32>at);
      // Written before it is known to be kept: a branch would be guessed wrong.
      out += <usize>((load<u8>(SECONDS + <usize>load<u8>(at)) & load<u8>(THIRDS + <usize>load<u8>(at, 1))) != 0) << 2;
    }
  }
  return out;
}

/** The bits 0 to 3 of a byte say which pairs end there; the others mean nothing. */
@inline
function pairs(before: v128, here: v128): v128 {
  const previous = i8x16.shuffle(before, here, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30);
  return v128.and(previous, i16x8.shr_u(here, 4));
}

@inline
function places(pairs: v128, fifteen: v128): u64 {
  return <u64>i8x16.bitmask(i8x16.ne(v128.and(pairs, fifteen), i8x16.splat(0)));
}
