import assert from 'node:assert/strict';
import { type ClockSample, readClock } from '../../../../src/core/diagnose/clock';

const SERVER = Date.UTC(2026, 8, 1, 10);
const MINUTE = 60_000;

const sample = (offsetMs: number, zone: ClockSample['zone'] = 'stated'): ClockSample => ({
  startMs: SERVER + offsetMs,
  endMs: SERVER + offsetMs + 80,
  serverMs: SERVER,
  zone,
});

describe('readClock', () => {
  const cases: readonly (readonly [string, readonly ClockSample[], string])[] = [
    ['the same second', [sample(0), sample(400)], 'right'],
    ['eleven seconds', [sample(11_000), sample(-10_000)], 'right'],
    ['just under a minute', [sample(60_000)], 'right'],
    ['an hour and a bit', [sample(63 * MINUTE), sample(63 * MINUTE)], 'wrong'],
    ['behind', [sample(-5 * MINUTE), sample(-5 * MINUTE)], 'wrong'],
    ['one answer alone', [sample(5 * MINUTE)], 'too-few'],
    ['answers that disagree', [sample(5 * MINUTE), sample(50 * MINUTE), sample(-30 * MINUTE)], 'too-few'],
    ['one cached answer among right ones', [sample(0), sample(200), sample(90 * MINUTE)], 'right'],
    ['two hours in a log that states its zone', [sample(120 * MINUTE), sample(120 * MINUTE)], 'zone'],
    ['a quarter of an hour', [sample(-45 * MINUTE), sample(-45 * MINUTE)], 'zone'],
    [
      'two hours in a log that states none',
      [sample(120 * MINUTE, 'assumed'), sample(120 * MINUTE, 'assumed')],
      'unstated-zone',
    ],
    ['off in a log that states none', [sample(127 * MINUTE, 'assumed'), sample(127 * MINUTE, 'assumed')], 'wrong'],
    [
      'a time of day',
      [
        { ...sample(0, 'none'), startMs: 10 * 60 * MINUTE },
        { ...sample(0, 'none'), startMs: 10 * 60 * MINUTE },
      ],
      'right',
    ],
  ];
  for (const [name, samples, verdict] of cases) {
    it(`${name}: ${verdict}`, () => assert.equal(readClock(samples)?.verdict, verdict));
  }

  it('takes latency for what it is', () => {
    const slow = { startMs: SERVER - 90_000, endMs: SERVER + 1_000, serverMs: SERVER, zone: 'stated' } as const;
    assert.deepEqual(readClock([slow, slow]), { offsetMs: 0, samples: 2, agreeing: 2, verdict: 'right' });
  });

  it('has nothing to say without answers', () => assert.equal(readClock([]), undefined));
});
