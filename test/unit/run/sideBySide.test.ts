import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { inTurn, sideBySide } from '../../run/sideBySide.mjs';
import { suites } from '../../run/suites.mjs';

interface Planned {
  readonly name: string;
  readonly needs?: string[];
  readonly alone?: boolean;
}

/** Starts suites that end when they are told to, and notes what happens: `+` began, `-` ended. */
function running(planned: readonly Planned[], lanes: number) {
  const events: string[] = [];
  const ends = new Map<string, (how: 'go on' | 'stop') => void>();
  const over = sideBySide(planned, lanes, (suite) => {
    events.push(`+${suite.name}`);
    return new Promise((done) => ends.set(suite.name, done));
  });
  const end = async (name: string, how: 'go on' | 'stop' = 'go on') => {
    events.push(`-${name}`);
    ends.get(name)?.(how);
    // What follows from it happens in a few microtasks.
    await new Promise((go) => setImmediate(go));
  };
  return { events, end, over };
}

const named = (...names: readonly string[]): Planned[] => names.map((name) => ({ name }));

describe('suites side by side', () => {
  it('start in their order, as lanes get free', async () => {
    const { events, end, over } = running(named('a', 'b', 'c', 'd'), 2);
    await end('b');
    await end('a');
    await end('c');
    await end('d');
    await over;
    assert.equal(events.join(' '), '+a +b -b +c -a +d -c -d');
  });

  it('run one after the other where there is one lane', async () => {
    const { events, end, over } = running(named('a', 'b'), 1);
    await end('a');
    await end('b');
    await over;
    assert.equal(events.join(' '), '+a -a +b -b');
  });

  it('wait for what they need, and are overtaken meanwhile', async () => {
    const { events, end, over } = running([...named('a'), { name: 'b', needs: ['a'] }, ...named('c')], 2);
    await end('a');
    await end('b');
    await end('c');
    await over;
    assert.equal(events.join(' '), '+a +c -a +b -b -c');
  });

  it('leave one that wants the machine alone, and do not overtake it', async () => {
    const { events, end, over } = running([...named('a', 'b'), { name: 'alone', alone: true }, ...named('c')], 3);
    await end('a');
    await end('b');
    await end('alone');
    await end('c');
    await over;
    assert.equal(events.join(' '), '+a +b -a -b +alone -alone +c -c');
  });

  it('do not start once one says so, and those that run come to their end', async () => {
    const { events, end, over } = running(named('a', 'b', 'c'), 2);
    await end('a', 'stop');
    await end('b');
    await over;
    assert.equal(events.join(' '), '+a +b -a -b');
  });

  it('name what there is, before them', () => {
    for (const [index, { name, needs = [] }] of suites.entries()) {
      const before = suites.slice(0, index).map((suite) => suite.name);
      assert.deepEqual(
        needs.filter((need) => !before.includes(need)),
        [],
        name,
      );
    }
    assert.equal(suites.find(({ name }) => name === 'bench')?.alone, true, 'times are measured alone');
  });

  it('are told one after the other, the first at once', () => {
    let told = '';
    const takeTurn = inTurn((text) => {
      told += text;
    });
    const [first, second, third] = [takeTurn(), takeTurn(), takeTurn()];
    assert.deepEqual([first.hasTurn(), second.hasTurn()], [true, false]);
    second.say('2');
    first.say('1');
    assert.equal(told, '1');
    second.done();
    third.say('3');
    first.say('1');
    assert.equal(told, '11');
    first.done();
    assert.equal(told, '1123');
    assert.equal(third.hasTurn(), true);
    third.say('3');
    assert.equal(told, '11233');
  });

  it('all end with Ctrl+C', async function () {
    if (process.platform === 'win32') return this.skip();
    const child = join(process.cwd(), 'test/run/child.mjs');
    const waiting = `console.log('here'); setInterval(() => {}, 1000)`;
    const script = `
      import { runChild } from ${JSON.stringify(child)};
      for (let times = 0; times < 2; times++)
        runChild(['-e', ${JSON.stringify(waiting)}], { stdio: ['ignore', 'inherit', 'inherit'], minutes: 1 });`;
    const parent = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let said = '';
    parent.stdout.setEncoding('utf8').on('data', (text) => {
      said += text;
      if (said === 'here\nhere\n') parent.kill('SIGINT');
    });
    // Closed means that nobody is left who could write to it.
    assert.deepEqual(await once(parent, 'close'), [130, null]);
  });
});
