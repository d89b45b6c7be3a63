/**
 * A mocha reporter for any host that has `fetch`: sends what happens to the collector, in order.
 *
 * @typedef {{ event: 'start', total: number }
 *   | { event: 'pass', path: string[], milliseconds: number, slow: boolean }
 *   | { event: 'fail', path: string[], message: string }
 *   | { event: 'retry', path: string[], message: string }
 *   | { event: 'skip', path: string[] }
 *   | { event: 'end' }} TestEvent
 */

/** @param {string} url of the collector */
export function reporterTo(url) {
  /** @type {TestEvent[]} */
  let waiting = [];
  /** @type {Promise<unknown>} */
  let sending = Promise.resolve();

  const flush = async () => {
    const events = waiting;
    waiting = [];
    if (events.length > 0) await fetch(url, { method: 'POST', body: JSON.stringify(events) });
  };
  /** @param {TestEvent} event */
  const send = (event) => {
    waiting.push(event);
    sending = sending.then(flush);
    // Whoever awaits `sent` gets the failure; mocha must not take it for one of the test that is running.
    sending.catch(() => undefined);
  };

  class Reporter {
    /** @param {import('mocha').Runner} runner */
    constructor(runner) {
      runner.once('start', () => send({ event: 'start', total: runner.total }));
      runner.on('pass', (test) => send({ event: 'pass', path: test.titlePath(), ...timeOf(test) }));
      runner.on('pending', (test) => send({ event: 'skip', path: test.titlePath() }));
      runner.on('fail', (test, error) => send({ event: 'fail', path: test.titlePath(), message: textOf(error) }));
      runner.on('retry', (test, error) => send({ event: 'retry', path: test.titlePath(), message: textOf(error) }));
      runner.once('end', () => send({ event: 'end' }));
    }
  }
  // mocha only ever constructs it.
  return {
    Reporter: /** @type {import('mocha').ReporterConstructor} */ (/** @type {unknown} */ (Reporter)),
    sent: () => sending,
  };
}

/** @param {import('mocha').Test} test */
const timeOf = (test) => ({ milliseconds: test.duration ?? 0, slow: (test.duration ?? 0) > SLOW_MS });

const SLOW_MS = 1000;

/** @param {unknown} error whatever was thrown */
function textOf(error) {
  if (!(error instanceof Error)) return String(error);
  const stack = error.stack ?? '';
  return stack.includes(error.message) ? stack : `${error.message}\n${stack}`;
}
