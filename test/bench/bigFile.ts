import { execFileSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { kernel } from '../../scripts/build/kernel.mjs';
import { ENGINE_OPTIONS } from './engine';
import { atLeast, atMost, type Bound, type Extent, type Figure } from './figure';
import { denseLog, sparseLog } from './inputs';
import { type Contestant, compete, median, ONCE, ratio, type Timing, wallMs } from './rounds';

/** Logs by how many tokens are in them, and what is asked of each; a gate is what a prototype that only found them held. */
const LOGS = {
  sparse: {
    id: 'big-file',
    what: 'log',
    make: sparseLog,
    bare: [atLeast(0.6), atLeast(0.36)],
    memory: [atMost(4), atMost(12)],
  },
  dense: {
    id: 'big-file.dense',
    what: 'dense log',
    make: denseLog,
    bare: [atLeast(0.5), atLeast(0.28)],
    memory: [atMost(22), atMost(40)],
  },
} as const;

/**
 * A log on disk, larger than VS Code hands to extensions, against reading it and doing nothing with it.
 *
 * @param extent `gated` leaves out the expression, which takes most of the time and has a gate in the full table only
 */
export async function bigFile(
  kind: keyof typeof LOGS,
  megabytes: number,
  rounds: number,
  extent: Extent = 'all',
): Promise<readonly Figure[]> {
  const reader = '.build/bench/fileReader.cjs';
  await build({
    entryPoints: ['test/bench/fileReader.ts'],
    outfile: reader,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    plugins: [kernel],
    alias: { '@host': './src/host/node' },
  });
  const folder = mkdtempSync(join(tmpdir(), 'auth-lens-bench-'));
  try {
    const path = join(folder, 'big.log');
    const tokens = writeLog(path, LOGS[kind].make, megabytes);
    const runs: Record<string, Run[]> = { bare: [], scan: [], ...(extent === 'all' && { naive: [] }) };
    const contestant = (name: string): Contestant => ({
      name,
      run: () => {
        const run: Run = JSON.parse(
          execFileSync(process.execPath, [...ENGINE_OPTIONS, reader, name, path], { encoding: 'utf8' }),
        );
        if (name === 'scan' && run.tokens !== tokens) throw new Error(`${run.tokens} tokens found of ${tokens}.`);
        runs[name]?.push(run);
      },
    });
    await compete(Object.keys(runs).map(contestant), rounds, wallMs, ONCE);
    return figures(kind, megabytes, runs);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function figures(
  kind: keyof typeof LOGS,
  megabytes: number,
  runs: Readonly<Record<string, readonly Run[]>>,
): readonly Figure[] {
  const log = LOGS[kind];
  // What the process itself costs is in none of these; the first round warms the file up.
  const timing = (name: string): Timing => ({ name, rounds: (runs[name] ?? []).slice(1).map(({ ms }) => ms) });
  const memory = (name: string): number =>
    median((runs[name] ?? []).slice(1).map(({ peakMegabytes }) => peakMegabytes));
  /** What a worker takes to start, and V8 to compile, is most of the time of a short file, and not what is asked here. */
  const judged = ([goal, gate]: readonly [Bound, Bound]) => (megabytes >= 1000 ? { goal, gate } : {});
  const what = `${log.what} of ${megabytes >= 1000 ? `${megabytes / 1000} GB` : `${megabytes} MB`}`;
  const tokens = runs.scan?.at(-1)?.tokens ?? 0;
  const naive: Figure = {
    id: `${log.id}.naive`,
    what: `${what}: naive JWT expression on a stream ÷ all tokens`,
    value: ratio(timing('naive'), timing('scan')),
    unit: '×',
    ...judged([atLeast(10), atLeast(4.2)]),
    decides: 'whether an expression would do',
  };
  return [
    {
      id: `${log.id}.ms`,
      what: `${what}: all of its ${tokens} tokens`,
      value: median(timing('scan').rounds),
      unit: 'ms',
      decides: 'nothing: times differ from machine to machine',
    },
    {
      id: `${log.id}.bare`,
      what: `${what}: bare read ÷ all tokens`,
      value: ratio(timing('bare'), timing('scan')),
      unit: '×',
      ...judged(log.bare),
      decides: 'whether a file is searched as bytes',
    },
    ...(runs.naive ? [naive] : []),
    {
      id: `${log.id}.memory`,
      what: `${what}: memory above the bare reader’s`,
      value: memory('scan') - memory('bare'),
      unit: 'MB',
      ...judged(log.memory),
      decides: 'whether the size of a file matters',
    },
  ];
}

/** What test/bench/fileReader.ts prints. */
interface Run {
  readonly ms: number;
  readonly peakMegabytes: number;
  readonly tokens: number;
}

/** The same ten megabytes again and again. @returns how many tokens are in it */
function writeLog(path: string, make: typeof sparseLog, megabytes: number): number {
  const { text, truth } = make(10_000_000);
  const block = Buffer.from(text, 'latin1');
  const file = openSync(path, 'w');
  const times = Math.ceil(megabytes / 10);
  for (let time = 0; time < times; time++) writeSync(file, block);
  closeSync(file);
  return times * truth.length;
}
