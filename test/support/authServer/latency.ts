import { setTimeout as wait } from 'node:timers/promises';

/** Waits a different time at each call; the same seed gives the same times. */
export function seededLatency(seed: number, [least, most]: readonly [number, number]): () => Promise<void> {
  let state = seed >>> 0;
  return async () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    await wait(least + (state / 2 ** 32) * (most - least));
  };
}
