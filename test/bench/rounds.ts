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
 *
 * @param warmUp what each of them runs before
 */
export async function compete(
  contestants: readonly Contestant[],
  rounds: number,
  clock: Clock = wallMs,
  warmUp = WARM_UP,
): Promise<readonly Timing[]> {
  for (const { run } of contestants) {
    const started = wallMs();
    for (let times = 0; times < warmUp.runs || wallMs() - started < warmUp.ms; times++) await run();
  }
  const times = contestants.map((): number[] => []);
  for (let round = 0; round < rounds; round++) {
    for (let turn = 0; turn < contestants.length; turn++) {
      const index = (round + turn) % contestants.length;
      const started = clock();
      await contestants[index]?.run();
      times[index]?.push(clock() - started);
    }
  }
  return contestants.map(({ name }, index) => ({ name, rounds: times[index] ?? [] }));
}

export interface WarmUp {
  /** Both at the least. */
  readonly runs: number;
  readonly ms: number;
}

/**
 * Until V8 has compiled what it will: a text has a few thousand places that are looked at, and it takes some ten thousand.
 * What it still compiles beside the rounds counts as time of the processor.
 */
const WARM_UP: WarmUp = { runs: 6, ms: 500 };

/** For what starts a process, and is told from the second round on: for the sake of the files it reads. */
export const ONCE: WarmUp = { runs: 1, ms: 0 };

/** Milliseconds since some moment. */
export type Clock = () => number;

export const wallMs: Clock = () => performance.now();

/**
 * What this process and its threads have computed. On a machine with more to do than processors, what takes longer than a
 * time slice also waits for the others' slices; that is not in this. Blind to programs that are started.
 */
export const processorMs: Clock = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

/** How many times as long `slow` takes as `fast`: the median of the ratios of each round. */
export function ratio(slow: Timing, fast: Timing): number {
  return median(slow.rounds.map((time, round) => time / (fast.rounds[round] ?? Number.NaN)));
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? Number.NaN;
}
