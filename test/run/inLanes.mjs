/**
 * Test files side by side, each with mocha in a process of its own: `node inLanes.mjs SELECTION MODULE…`, started by
 * suites.mjs. What they report is told one file after the other. Files named `*.last.test` wait for all the others.
 */
import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { startCollector } from './collector.mjs';

/** @typedef {import('./reporter.mjs').TestEvent} TestEvent */
/** @typedef {{ module: string, events: TestEvent[], isOver: boolean }} Lane */

const [run = '{}', ...modules] = process.argv.slice(2);
/** @type {import('./suites.mjs').Selection & { report: string }} */
const { report, bail } = JSON.parse(run);
/** In the order in which they are told. @type {Lane[]} */
const untold = [];
let hasFailed = false;
let isWhole = true;
let telling = Promise.resolve();

const isLast = (/** @type {string} */ module) => module.includes('.last.test.');
await runAll(
  modules.filter((module) => !isLast(module)),
  // One more than there are cores: these tests mostly wait, for clocks and for servers.
  Math.min(availableParallelism() + 1, 4),
);
await runAll(modules.filter(isLast), 1);
// A suite of which one file broke off is not told as one that ended.
await tell(isWhole ? [{ event: 'end' }] : []);
process.exit(hasFailed ? 1 : 0);

/** @param {string[]} waiting @param {number} lanes */
async function runAll(waiting, lanes) {
  const runNext = async () => {
    for (let module = waiting.shift(); module !== undefined; module = waiting.shift()) {
      if (hasFailed && bail) return;
      await runOne(module);
    }
  };
  await Promise.all(Array.from({ length: lanes }, runNext));
}

/** @param {string} module */
async function runOne(module) {
  /** @type {Lane} */
  const lane = { module, events: [], isOver: false };
  untold.push(lane);
  let hasEnded = false;
  const collector = await startCollector((event) => {
    if (event.event === 'end') hasEnded = true;
    else lane.events.push(event);
    tellInTurn();
  });
  const args = [join(import.meta.dirname, 'inNode.mjs'), JSON.stringify({ ...JSON.parse(run), report: collector.url })];
  const child = spawn(process.execPath, [...process.execArgv, ...args, module], { stdio: 'inherit' });
  const code = await new Promise((done) => child.once('exit', done).once('error', done));
  collector.close();
  lane.isOver = true;
  tellInTurn();
  if (code !== 0) hasFailed = true;
  if (hasEnded) return;
  isWhole = false;
  console.error(`${module} ended with ${code} before its last test.`);
}

function tellInTurn() {
  for (let lane = untold[0]; lane !== undefined; lane = untold[0]) {
    tell(lane.events.splice(0));
    if (!lane.isOver) return;
    untold.shift();
  }
}

/** @param {TestEvent[]} events */
function tell(events) {
  if (events.length > 0) {
    telling = telling.then(async () => {
      await fetch(report, { method: 'POST', body: JSON.stringify(events) });
    });
  }
  return telling;
}
