/**
 * What changes with each place of a token of a file, as numbers in one stretch of memory: a kernel can count a token that is
 * known. Numbered in the order they were met.
 */
export interface KeptTokens {
  /** Where a token ends and begins for the last time, and on which line and column: four numbers each. */
  readonly last: Float64Array;
  /** In how many places each stands. */
  readonly counts: Float64Array;
  /** Of all tokens: places, those of tokens that are not kept, how many are kept, and how many may be. */
  readonly totals: Float64Array;
  /** Their hashes, see `keep/hashIndex.ts`. */
  readonly slots: Uint32Array;
  /** How many times it is still worth a look what stands around each. */
  readonly looks: Uint8Array;
}

/** Numbers of a place in `last`, and of a slot. */
export const PLACE = 4;
export const SLOT = 3;

/** @param most tokens that are kept */
export function keptTokens(most: number, memory?: ArrayBuffer, at = 0): KeptTokens {
  const buffer = memory ?? new ArrayBuffer(bytesOfKept(most));
  new Uint8Array(buffer, at, bytesOfKept(most)).fill(0);
  const counts = at + 8 * PLACE * most;
  const totals = counts + 8 * most;
  const slots = totals + 8 * TOTALS;
  const kept = {
    last: new Float64Array(buffer, at, PLACE * most),
    counts: new Float64Array(buffer, counts, most),
    totals: new Float64Array(buffer, totals, TOTALS),
    slots: new Uint32Array(buffer, slots, SLOT * slotsFor(most)),
    looks: new Uint8Array(buffer, slots + 4 * SLOT * slotsFor(most), most),
  };
  kept.totals[3] = most;
  return kept;
}

export function bytesOfKept(most: number): number {
  return 8 * ((PLACE + 1) * most + TOTALS) + 4 * SLOT * slotsFor(most) + most;
}

/** At least half of them stay empty. */
function slotsFor(most: number): number {
  return 2 ** Math.ceil(Math.log2(2 * most));
}

const TOTALS = 4;
