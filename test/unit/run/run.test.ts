import assert from 'node:assert/strict';
import { runChild } from '../../run/child.mjs';
import { startCollector } from '../../run/collector.mjs';
import { judge } from '../../run/judge.mjs';
import { reporterTo, type TestEvent } from '../../run/reporter.mjs';

describe('the test run', () => {
  const suite = { title: 'Suite', name: 'suite', minutes: 2, detail: 'every test' } as const;
  const step = { ...suite, detail: 'none' } as const;
  const ok = { passed: 3, failed: 0, skipped: 0, retried: 0, ended: true };
  const none = { passed: 0, failed: 0, skipped: 0, retried: 0, ended: true };

  const cases: readonly [string, Parameters<typeof judge>, RegExp | undefined][] = [
    ['tests passed', [suite, ok, 0, 'all'], undefined],
    ['tests failed', [suite, { ...ok, failed: 1 }, 1, 'all'], undefined],
    [
      'the host died before a test ran, exit code 0',
      [suite, { ...none, ended: false }, 0, 'all'],
      /before its last test/,
    ],
    ['the host died between tests', [suite, { ...ok, ended: false }, 0, 'all'], /before its last test/],
    ['there is no test', [suite, none, 0, 'all'], /no test was found/],
    ['none was selected', [suite, none, 0, 'some'], undefined],
    ['it did not end', [suite, ok, 'timeout', 'all'], /not ended after 2 minutes/],
    ['it ended badly after its tests', [suite, ok, 1, 'all'], /ended with exit code 1/],
    ['a step failed', [step, { ...none, ended: false }, 1, 'all'], /failed/],
    ['a step succeeded', [step, { ...none, ended: false }, 0, 'all'], undefined],
  ];
  for (const [what, run, expected] of cases) {
    it(`is judged ${expected === undefined ? 'well' : 'broken'} when ${what}`, () => {
      const problem = judge(...run);
      if (expected === undefined) assert.equal(problem, undefined);
      else assert.match(problem ?? '', expected);
    });
  }

  it('stops a program that does not end', async () => {
    const code = await runChild(['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore', minutes: 0.2 / 60 });
    assert.equal(code, 'timeout');
  });

  it('hands on what a program says into a pipe', async () => {
    let said = '';
    const args = ['-e', 'console.log("out"); console.error("error")'];
    const onOutput = (text: string) => {
      said += text;
    };
    assert.equal(await runChild(args, { stdio: ['ignore', 'pipe', 'pipe'], onOutput, minutes: 1 }), 0);
    assert.deepEqual(said.trim().split('\n').sort(), ['error', 'out']);
  });

  it('hands on the exit code of a program that ends', async () => {
    assert.equal(await runChild(['-e', 'process.exit(3)'], { stdio: 'ignore', minutes: 1 }), 3);
  });

  it('collects what a reporter sends, in order', async () => {
    const events: TestEvent[] = [];
    const collector = await startCollector((event) => events.push(event));
    try {
      const listeners = new Map<string, (...args: unknown[]) => void>();
      const on = (name: string, listener: (...args: unknown[]) => void) => listeners.set(name, listener);
      const { Reporter, sent } = reporterTo(collector.url);
      new Reporter({ once: on, on, total: 2 } as never, {});
      const test = { titlePath: () => ['a', 'b'], duration: 1, speed: 'fast' };
      listeners.get('start')?.();
      listeners.get('pass')?.(test);
      listeners.get('retry')?.(test, new Error('slow'));
      listeners.get('fail')?.(test, new Error('no'));
      listeners.get('end')?.();
      await sent();
      assert.deepEqual(
        events.map(({ event }) => event),
        ['start', 'pass', 'retry', 'fail', 'end'],
      );
    } finally {
      collector.close();
    }
  });
});
