import {
  ALIGNED,
  BEHIND_RETURN,
  CHARACTER,
  COUNTED,
  DROPPED,
  FINDS,
  LAST_END,
  LINE,
  NEXT,
  STATE_LENGTH,
  WALKED,
} from '../core/token/find/scanState';
import { HASH, hash } from './digest';
import { FOUND_AT, GOES_ON, PADDING_BYTES } from './layout';
import { breaks, FEED, lineStart, RETURN, units } from './lines';
import { ACCESS, BASE, JWE, JWS, PLAIN, RANDOM, REFRESH } from './memory';

/** Of the kernel whose memory this is. */
@external('env', 'search')
declare function search(length: i32): i32;

/** Where a scan stands, see `core/token/find/scanState.ts`. */
export const STATE: usize = memory.data(4 * STATE_LENGTH);

/** Where `host/byteKernel.ts` keeps what is known of tokens, see `core/token/find/keptTokens.ts`. */
let slots: usize = 0;
let mask: u32 = 0;
let counts: usize = 0;
let last: usize = 0;
let first: usize = 0;
let looks: usize = 0;
let totals: usize = 0;
let seed: i32 = 0;

export function keep(
  slotsAt: usize,
  slotMask: u32,
  countsAt: usize,
  lastAt: usize,
  firstAt: usize,
  looksAt: usize,
  totalsAt: usize,
  hashSeed: i32,
): void {
  slots = slotsAt;
  mask = slotMask;
  counts = countsAt;
  last = lastAt;
  first = firstAt;
  looks = looksAt;
  totals = totalsAt;
  seed = hashSeed;
}

/** As `Walk.start` of `core/token/find/byteSearch.ts` says. */
export function start(filled: i32, settled: i32, most: i32, kept: i32, offset: f64): i32 {
  const end = BASE + <usize>filled;
  // What may begin an escape ends no run: so nothing is settled that reaches the end of what is here.
  memory.fill(end, <u8>GOES_ON, PADDING_BYTES);
  const count = search(filled);
  put(FINDS, count);
  const index = walk(0, settled, most, offset);
  if (index < count) return index;
  const next = max(get(NEXT), settled);
  put(NEXT, next);
  drop(max(0, next - kept), filled);
  return WALKED;
}

/** As in `core/token/find/byteScan.ts`. */
function drop(most: i32, filled: i32): void {
  const kept = (filled - most + ALIGNED - 1) & -ALIGNED;
  const count = kept < filled ? filled - kept : most;
  countTo(count);
  memory.copy(BASE, BASE + <usize>count, filled - count);
  put(COUNTED, get(COUNTED) - count);
  put(NEXT, get(NEXT) - count);
  put(LAST_END, get(LAST_END) - count);
  put(DROPPED, count);
}

/**
 * Counts the tokens of finds, from one on, that are whole and known already. Of others, once no more are kept, only their places are
 * counted.
 *
 * @param settled places behind it can wait
 * @param most where a token must end that does not
 * @param offset of the window in the file
 * @returns the first find that has to be looked at
 */
export function walk(index: i32, settled: i32, most: i32, offset: f64): i32 {
  const count = get(FINDS);
  if (slots == 0) return index;
  const isFull = load<f64>(totals, 16) == load<f64>(totals, 24);
  const places = load<f64>(totals, 32);
  for (; index < count; index++) {
    const find = <usize>FOUND_AT + ((<usize>index) << 3);
    const place = load<i32>(find);
    const verdict = load<u32>(find, 4);
    const lastEnd = get(LAST_END);
    if (place < max(get(NEXT), lastEnd)) continue;
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
      if (kind >= ACCESS && load<u8>(looks + <usize>number) > 0) break;
      countTo(start);
      const counted = counts + ((<usize>number) << 3);
      const before = load<f64>(counted);
      store<f64>(counted, before + 1);
      const place = last + ((<usize>number) << 5);
      store<f64>(place, offset + <f64>start);
      store<f64>(place, offset + <f64>end, 8);
      store<f64>(place, <f64>get(LINE), 16);
      store<f64>(place, <f64>get(CHARACTER), 24);
      if (before < places) memory.copy(first + (<usize>(<f64>number * places + before) << 5), place, 32);
    }
    add(totals, 1);
    put(LAST_END, end);
    put(NEXT, end);
  }
  return index;
}

function get(word: usize): i32 {
  return load<i32>(STATE + (word << 2));
}

function put(word: usize, value: i32): void {
  store<i32>(STATE + (word << 2), value);
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

/** As in `core/token/find/byteLines.ts`. */
function countTo(end: i32): void {
  let start = get(COUNTED);
  if (end <= start) return;
  if (get(BEHIND_RETURN) && load<u8>(BASE + <usize>start) == FEED) start++;
  const from = lineStart(start, end);
  if (from > start) {
    put(LINE, get(LINE) + breaks(start, from));
    put(CHARACTER, 0);
  }
  put(CHARACTER, get(CHARACTER) + units(from, end));
  put(COUNTED, end);
  put(BEHIND_RETURN, <i32>(load<u8>(BASE + <usize>end - 1) == RETURN));
}
