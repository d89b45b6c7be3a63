/**
 * What changes with each place of a token of a file, as numbers in one stretch of memory: a kernel can count a token that is
 * known. Numbered in the order they were met.
 */
export interface KeptTokens {
  /** The last place of each, and the first ones: where it begins and ends, and on which line and column, four numbers each. */
  readonly last: Float64Array;
  readonly first: Float64Array;
  /** In how many places each stands. */
  readonly counts: Float64Array;
  /** Of all tokens: places, those of tokens that are not kept, how many are kept, how many may be, and first places of each. */
  readonly totals: Float64Array;
  /** Their hashes, see `keep/hashIndex.ts`. */
  readonly slots: Uint32Array;
  /** How many times it is still worth a look what stands around each. */
  readonly looks: Uint8Array;
}

/** Numbers of a place, and of a slot. */
export const PLACE = 4;
export const SLOT = 3;

/**
 * @param most tokens that are kept
 * @param places first ones that are kept of each
 */
export function keptTokens(most: number, places: number, memory?: ArrayBuffer, at = 0): KeptTokens {
  const buffer = memory ?? new ArrayBuffer(bytesOfKept(most, places));
  const totals = at + 8 * most;
  const slots = totals + 8 * TOTALS;
  const looks = slots + 4 * SLOT * slotsFor(most);
  const last = looks + 8 * Math.ceil(most / 8);
  const first = last + 8 * PLACE * most;
  // Of places those count that are counted.
  new Uint8Array(buffer, at, last - at).fill(0);
  const kept = {
    counts: new Float64Array(buffer, at, most),
    totals: new Float64Array(buffer, totals, TOTALS),
    slots: new Uint32Array(buffer, slots, SLOT * slotsFor(most)),
    looks: new Uint8Array(buffer, looks, most),
    last: new Float64Array(buffer, last, PLACE * most),
    first: new Float64Array(buffer, first, PLACE * places * most),
  };
  kept.totals[3] = most;
  kept.totals[4] = places;
  return kept;
}

export function bytesOfKept(most: number, places: number): number {
  return 8 * ((PLACE * (1 + places) + 1) * most + TOTALS + Math.ceil(most / 8)) + 4 * SLOT * slotsFor(most);
}

/** At least half of them stay empty. */
function slotsFor(most: number): number {
  return 2 ** Math.ceil(Math.log2(2 * most));
}

const TOTALS = 5;
