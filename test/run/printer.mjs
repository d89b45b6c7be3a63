/** Turns the events of one suite into lines for the terminal, and into its numbers. */
import { readableStack } from './stack.mjs';

/** @typedef {import('./reporter.mjs').TestEvent} TestEvent */
/** @typedef {{ passed: number, failed: number, skipped: number, retried: number, ended: boolean }} Counts */

const colored = process.stdout.isTTY && process.env.NO_COLOR === undefined;
/** @param {number} code */
const paint = (code) => (/** @type {string} */ text) => (colored ? `\x1b[${code}m${text}\x1b[0m` : text);
export const red = paint(31);
export const green = paint(32);
export const yellow = paint(33);
export const dim = paint(2);
export const bold = paint(1);

/**
 * @param {'every test' | 'failures'} detail of a suite with thousands of fast tests nobody reads each
 * @param {(line: string) => void} say
 * @returns {{ onEvent: (event: TestEvent) => void, counts: Counts }}
 */
export function makePrinter(detail, say) {
  const counts = { passed: 0, failed: 0, skipped: 0, retried: 0, ended: false };
  /** @type {string[]} */
  let group = [];
  /** @param {string[]} path @param {string} line */
  const print = (path, line) => {
    const titles = path.slice(0, -1);
    const shared = titles.findIndex((title, depth) => title !== group[depth]);
    if (shared !== -1) for (let depth = shared; depth < titles.length; depth++) say(indent(depth) + titles[depth]);
    group = titles;
    say(indent(titles.length) + line);
  };
  /** @param {{ path: string[], message: string }} event */
  const printReason = ({ path, message }) => say(readableStack(message).replace(/^/gm, indent(path.length + 1)));
  /** @param {TestEvent} event */
  const onEvent = (event) => {
    switch (event.event) {
      case 'pass': {
        counts.passed++;
        const time = event.slow ? dim(` (${event.milliseconds} ms)`) : '';
        if (detail === 'every test') print(event.path, `${green('✓')} ${event.path.at(-1)}${time}`);
        break;
      }
      case 'skip':
        counts.skipped++;
        print(event.path, yellow(`- ${event.path.at(-1)} (skipped)`));
        break;
      case 'retry':
        counts.retried++;
        print(event.path, yellow(`↻ ${event.path.at(-1)} (tried again, because:)`));
        printReason(event);
        break;
      case 'fail':
        counts.failed++;
        print(event.path, red(`✗ ${event.path.at(-1)}`));
        printReason(event);
        break;
      case 'end':
        counts.ended = true;
    }
  };
  return { onEvent, counts };
}

/** @param {number} depth */
const indent = (depth) => '  '.repeat(depth + 1);
