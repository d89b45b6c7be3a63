/** A way to do the work, under a name. */
export interface Contestant {
  readonly name: string;
  readonly run: () => unknown;
}

export interface Timing {
  readonly name: string;
  /** Milliseconds of each round. */
  readonly rounds: readonly number[];
}

/**
 * Times all contestants in turns, the first one of a round being the last one of the next: what else the machine does
 * hits them all alike, so the ratio of two of them within a round means something where their times do not.
 */
export async function compete(contestants: readonly Contestant[], rounds: number): Promise<readonly Timing[]> {
  for (const { run } of contestants) await run();
  const times = contestants.map((): number[] => []);
  for (let round = 0; round < rounds; round++) {
    for (let turn = 0; turn < contestants.length; turn++) {
      const index = (round + turn) % contestants.length;
      const started = performance.now();
      await contestants[index]?.run();
      times[index]?.push(performance.now() - started);
    }
  }
  return contestants.map(({ name }, index) => ({ name, rounds: times[index] ?? [] }));
}

/** How many times as long `slow` takes as `fast`: the median of the ratios of each round. */
export function ratio(slow: Timing, fast: Timing): number {
  return median(slow.rounds.map((time, round) => time / (fast.rounds[round] ?? Number.NaN)));
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? Number.NaN;
}
