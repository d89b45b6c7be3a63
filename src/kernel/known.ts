import { HASH, hash } from './digest';
import { FOUND_AT } from './layout';
import { breaks, FEED, lineStart, units } from './lines';
import { ACCESS, BASE, JWE, JWS, PLAIN, RANDOM, REFRESH } from './memory';

/**
 * What a walk goes on from and leaves, four bytes each: where places begin that were not looked at, where the last token ends, and
 * of lines how many there were, the column, up to where they are counted, and whether a return stands before that.
 */
export const WALK: usize = memory.data(24);
const NEXT: usize = WALK;
const LAST_END: usize = WALK + 4;
const LINE: usize = WALK + 8;
const CHARACTER: usize = WALK + 12;
const COUNTED: usize = WALK + 16;
const BEHIND_RETURN: usize = WALK + 20;

/** Where `host/byteKernel.ts` keeps what is known of tokens, see `core/token/find/keptTokens.ts`. */
let slots: usize = 0;
let mask: u32 = 0;
let counts: usize = 0;
let last: usize = 0;
let looks: usize = 0;
let totals: usize = 0;

export function keep(slotsAt: usize, slotMask: u32, countsAt: usize, lastAt: usize, looksAt: usize, totalsAt: usize): void {
  slots = slotsAt;
  mask = slotMask;
  counts = countsAt;
  last = lastAt;
  looks = looksAt;
  totals = totalsAt;
}

/**
 * Counts the tokens of finds, from one on, that are whole, known already and told with as many places as are kept. Of others,
 * once no more are kept, only their places are counted.
 *
 * @param count of all finds
 * @param settled places behind it can wait
 * @param most where a token must end that does not
 * @param offset of the window in the file
 * @param first places that are kept of a token
 * @returns the first find that has to be looked at
 */
export function walk(index: i32, count: i32, settled: i32, most: i32, offset: f64, seed: i32, first: f64): i32 {
  if (slots == 0) return index;
  const isFull = load<f64>(totals, 16) == load<f64>(totals, 24);
  for (; index < count; index++) {
    const find = <usize>FOUND_AT + ((<usize>index) << 3);
    const place = load<i32>(find);
    const verdict = load<u32>(find, 4);
    const lastEnd = load<i32>(LAST_END);
    if (place < max(load<i32>(NEXT), lastEnd)) continue;
    const kind = verdict & 7;
    const end = <i32>(verdict >> 3);
    if (place >= settled || kind < JWS || kind == PLAIN || kind == RANDOM || end >= most) break;
    const start = place - (kind <= JWE ? 2 : 1);
    if (start < lastEnd) continue;
    hash(start, end, seed + <i32>(kind <= JWE ? kind - JWS : kind == REFRESH ? 3 : 2));
    const number = numberOf(load<u32>(HASH), load<u32>(HASH, 4));
    if (number < 0) {
      if (!isFull) break;
      add(totals + 8, 1);
    } else {
      const counted = counts + ((<usize>number) << 3);
      if (load<f64>(counted) < first || (kind >= ACCESS && load<u8>(looks + <usize>number) > 0)) break;
      add(counted, 1);
      countTo(start);
      const place = last + ((<usize>number) << 5);
      store<f64>(place, offset + <f64>start);
      store<f64>(place, offset + <f64>end, 8);
      store<f64>(place, <f64>load<i32>(LINE), 16);
      store<f64>(place, <f64>load<i32>(CHARACTER), 24);
    }
    add(totals, 1);
    store<i32>(LAST_END, end);
    store<i32>(NEXT, end);
  }
  return index;
}

function add(at: usize, value: f64): void {
  store<f64>(at, load<f64>(at) + value);
}

/** As in `core/token/keep/hashIndex.ts`. */
function numberOf(low: u32, high: u32): i32 {
  let at = low & mask;
  let slot = slots + <usize>at * 12;
  while (load<i32>(slot, 8) != 0 && (load<u32>(slot) != low || load<u32>(slot, 4) != high)) {
    at = (at + 1) & mask;
    slot = slots + <usize>at * 12;
  }
  return load<i32>(slot, 8) - 1;
}

/** As in `core/token/find/byteLines.ts`; what a token begins behind is no half of a line's end. */
function countTo(end: i32): void {
  let start = load<i32>(COUNTED);
  if (end <= start) return;
  if (load<i32>(BEHIND_RETURN) && load<u8>(BASE + <usize>start) == FEED) start++;
  const from = lineStart(start, end);
  if (from > start) {
    store<i32>(LINE, load<i32>(LINE) + breaks(start, from));
    store<i32>(CHARACTER, 0);
  }
  store<i32>(CHARACTER, load<i32>(CHARACTER) + units(from, end));
  store<i32>(COUNTED, end);
  store<i32>(BEHIND_RETURN, 0);
}
