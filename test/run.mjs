/**
 * `node test/run.mjs [SUITE…] [--grep PATTERN]`: every suite, or the named ones and what they need, two side by side and told
 * one after the other; then one summary. Ends with `N passed, N failed` alone on a line (and `, N skipped` when there are some).
 */
import { mkdir, open, readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { runChild } from './run/child.mjs';
import { startCollector } from './run/collector.mjs';
import { judge } from './run/judge.mjs';
import { bold, dim, green, makePrinter, red, yellow } from './run/printer.mjs';
import { inTurn, sideBySide } from './run/sideBySide.mjs';
import { fileName, suites } from './run/suites.mjs';

/** @typedef {{ suite: import('./run/suites.mjs').Suite, seconds: number, problem?: string } & import('./run/printer.mjs').Counts} Result */

/** Two suites want three processors together: more would only make each other wait. */
const LANES = 2;

const { selection, chosen, lanes } = readArguments();
const takeTurn = inTurn((text) => process.stdout.write(text));
/** @type {Map<import('./run/suites.mjs').Suite, Result>} */
const results = new Map();
await sideBySide(
  suites.filter(({ name }) => chosen.has(name)),
  lanes,
  async (suite) => {
    const turn = takeTurn();
    const result = await runSuite(suite, turn);
    results.set(suite, result);
    if (result.problem !== undefined) turn.say(red(`\n${result.problem}\n`));
    turn.done();
    // Without a build there is nothing to test.
    return suite.name === 'build' && result.problem !== undefined ? 'stop' : 'go on';
  },
);
summarize();

function readArguments() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        grep: { type: 'string', short: 'g' },
        fgrep: { type: 'string', short: 'f' },
        invert: { type: 'boolean', short: 'i' },
        bail: { type: 'boolean', short: 'b' },
        lanes: { type: 'string' },
      },
    });
    const { lanes = String(Math.min(availableParallelism(), LANES)), ...selection } = values;
    const unknown = positionals.find((name) => !suites.some((suite) => suite.name === name));
    if (unknown !== undefined) throw new Error(`There is no suite '${unknown}'.`);
    const named = suites.filter(({ name }) => positionals.length === 0 || positionals.includes(name));
    return {
      lanes: Number.parseInt(lanes, 10) || 1,
      selection,
      chosen: new Set(named.flatMap(({ name, needs = [] }) => [...needs, name])),
    };
  } catch (error) {
    console.error(`${/** @type {Error} */ (error).message}\nSuites: ${suites.map(({ name }) => name).join(', ')}`);
    console.error(
      'Options, as in mocha: --grep PATTERN, --fgrep TEXT, --invert, --bail; suites side by side: --lanes NUMBER',
    );
    process.exit(2);
  }
}

/** @param {import('./run/suites.mjs').Suite} suite @param {ReturnType<typeof takeTurn>} turn @returns {Promise<Result>} */
async function runSuite(suite, turn) {
  turn.say(`\n${bold(suite.title)}\n`);
  const started = Date.now();
  const printer = makePrinter(suite.detail === 'every test' ? 'every test' : 'failures', (line) =>
    turn.say(`${line}\n`),
  );
  const collector = await startCollector(printer.onEvent);
  /** @param {string} [problem] @returns {Result} */
  const result = (problem) => ({
    suite,
    seconds: (Date.now() - started) / 1000,
    ...printer.counts,
    ...(problem !== undefined && { problem }),
  });
  try {
    await suite.prepare?.();
    const { args, env, output } = await suite.command({ ...selection, report: collector.url });
    const log = join('.build/logs', `${fileName(suite.name)}.log`);
    await mkdir('.build/logs', { recursive: true });
    const file = output === 'log' ? await open(log, 'w') : undefined;
    const out = file?.fd ?? (turn.hasTurn() ? 'inherit' : 'pipe');
    const code = await runChild(args, {
      ...(env && { env }),
      stdio: ['ignore', out, out],
      onOutput: turn.say,
      minutes: suite.minutes,
    });
    await file?.close();
    const selected = selection.grep !== undefined || selection.fgrep !== undefined;
    const problem = judge(suite, printer.counts, code, selected ? 'some' : 'all');
    if (problem === undefined || file === undefined || printer.counts.ended) return result(problem);
    const tail = (await readFile(log, 'utf8')).trim().split('\n').slice(-15).join('\n');
    return result(`${problem} The end of ${log}:\n${tail}`);
  } catch (error) {
    return result(String(/** @type {Error} */ (error).message));
  } finally {
    collector.close();
  }
}

function summarize() {
  console.log(`\n${bold('Summary')}`);
  const told = suites.flatMap((suite) => results.get(suite) ?? []);
  for (const { suite, seconds, passed, failed, skipped, retried, problem } of told) {
    const numbers = suite.detail === 'none' ? '' : countsText({ passed, failed, skipped });
    const mark = failed > 0 || problem !== undefined ? red('✗') : green('✓');
    const again = retried > 0 ? yellow(`  ${retried} tried again`) : '';
    console.log(`  ${mark} ${suite.name.padEnd(14)}${numbers.padEnd(34)}${dim(`${seconds.toFixed(1)} s`)}${again}`);
  }
  const sum = (/** @type {(result: Result) => number} */ of) => told.reduce((total, result) => total + of(result), 0);
  const total = {
    passed: sum(({ passed }) => passed),
    // A step or a suite that broke without naming a test is one failure.
    failed: sum(({ failed, problem }) => Math.max(failed, problem === undefined ? 0 : 1)),
    skipped: sum(({ skipped }) => skipped),
  };
  console.log(`\n${countsText(total)}`);
  process.exitCode = total.failed > 0 ? 1 : 0;
}

/** @param {{ passed: number, failed: number, skipped: number }} counts */
function countsText({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
