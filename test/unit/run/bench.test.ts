import assert from 'node:assert/strict';
import { atLeast, atMost, type Bound, broken, complaint, type Figure, table } from '../../bench/figure';
import { testEvents } from '../../bench/report';
import { measureAll, type Step, select } from '../../bench/step';

const figure = (value: number | undefined, gate?: Bound, id = 'speed'): Figure => ({
  id,
  what: id,
  value,
  unit: '×',
  decides: 'nothing',
  ...(gate && { gate }),
  ...(value === undefined && { note: 'not installed' }),
});

/** A step that measures these, one after the other, and how often it was asked. */
function measuring(values: readonly (number | undefined)[], gate?: Bound, name = 'step') {
  const step = { name, times: 0, measure: () => [figure(values[step.times++], gate)] };
  return step;
}

describe('the check of the benchmark', () => {
  const [quick, small] = [atLeast(0.28), atMost(1.2)];
  const cases: readonly [string, readonly (number | undefined)[], Bound, number, number | undefined, boolean][] = [
    ['what held its gate is not measured again', [0.3, 0.1, 0.1], quick, 1, 0.3, true],
    ['a disturbance is got over', [0.2, 0.3, 0.35], quick, 3, 0.3, true],
    ['the best of three does not count', [0.2, 0.35, 0.25], quick, 3, 0.25, false],
    ['the best of three does not count, where less is better', [1.4, 1.3, 0.9], small, 3, 1.3, false],
    ['a regression stays one', [0.2, 0.21, 0.19], quick, 3, 0.2, false],
    ['what is no number breaks its gate', [Number.NaN, 0.3, 0.3], quick, 3, Number.NaN, false],
    ['nor does it help that it was one at first', [0.2, 0.3, Number.NaN], quick, 3, Number.NaN, false],
    ['what cannot be measured is not tried again', [undefined, 0.1], quick, 1, undefined, true],
  ];
  for (const [what, values, gate, times, expected, holds] of cases) {
    it(what, async () => {
      const step = measuring(values, gate);
      const [outcome] = await measureAll([step], 3);
      assert.equal(step.times, times);
      assert.equal(outcome?.figures[0]?.value, expected);
      assert.equal(broken(outcome?.figures ?? []).length === 0, holds);
    });
  }

  it('measures once where nobody checks', async () => {
    const step = measuring([0.2, 0.3, 0.3], quick);
    const [outcome] = await measureAll([step], 1);
    assert.deepEqual(outcome?.figures, [figure(0.2, quick)]);
  });

  it('measures again behind all the others', async () => {
    const order: string[] = [];
    const steps = [measuring([0.2, 0.3, 0.3], quick, 'first'), measuring([0.3], quick, 'second')];
    await measureAll(steps, 3, (name) => order.push(name));
    assert.deepEqual(order, ['first', 'second', 'first', 'first']);
  });

  it('takes the median of each figure of a step, also of those that held', async () => {
    const values = [
      [0.2, 5],
      [0.3, 3],
      [0.4, 4],
    ];
    let time = 0;
    const step: Step = {
      name: 'step',
      measure: () => (values[time++] ?? []).map((value, index) => figure(value, quick, `figure ${index}`)),
    };
    const [outcome] = await measureAll([step], 3);
    assert.deepEqual(
      outcome?.figures.map(({ value, tries }) => [value, tries]),
      [
        [0.3, [0.2, 0.3, 0.4]],
        [4, [5, 3, 4]],
      ],
    );
  });

  it('says that it took three', async () => {
    const [outcome] = await measureAll([measuring([0.2, 0.3, 0.25], quick)], 3);
    const [measured] = outcome?.figures ?? [];
    assert.ok(measured);
    assert.match(table([measured]), /0\.25 ×.*BROKEN.*tried again: 0\.2, 0\.3, 0\.25/);
    assert.equal(complaint(measured), 'speed is 0.25, the median of 0.2, 0.3, 0.25, and must be at least 0.28.');
  });

  it('tells every figure with a gate as a test', async () => {
    const steps: readonly Step[] = [
      measuring([0.3], quick, 'held'),
      measuring([0.2, 0.3, 0.3], quick, 'held by its median'),
      measuring([0.2, 0.2, 0.3], quick, 'broken'),
      measuring([undefined], quick, 'absent'),
      measuring([7], undefined, 'without a gate'),
      { name: 'wrong', measure: () => assert.fail('3 tokens found of 4.') },
    ];
    const events = testEvents(await measureAll(steps, 3));
    assert.deepEqual(
      events.map((event) => ('path' in event ? [event.event, ...event.path.slice(1)].join(': ') : event.event)),
      [
        'start',
        'pass: held: speed is at least 0.28',
        'retry: held by its median: speed is at least 0.28',
        'pass: held by its median: speed is at least 0.28',
        'retry: broken: speed is at least 0.28',
        'fail: broken: speed is at least 0.28',
        'skip: absent: speed (not installed)',
        'fail: wrong',
        'end',
      ],
    );
    assert.deepEqual(events[0], { event: 'start', total: 5 });
    assert.match(JSON.stringify(events.at(-2)), /3 tokens found of 4/);
  });

  it('measures the steps that were asked for', () => {
    const steps = ['scan of a HAR', 'scan of a log', 'start'].map((name) => measuring([], undefined, name));
    const names = (selection: Parameters<typeof select>[1]) => select(steps, selection).map(({ name }) => name);
    assert.deepEqual(names({}), ['scan of a HAR', 'scan of a log', 'start']);
    assert.deepEqual(names({ grep: 'HAR|start' }), ['scan of a HAR', 'start']);
    assert.deepEqual(names({ fgrep: 'scan', invert: true }), ['start']);
  });
});
