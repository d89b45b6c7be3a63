import assert from 'node:assert/strict';
import fc from 'fast-check';
import { findInstant, parseInstant } from '../../../../src/core/text/instant';

const EPOCH = Date.UTC(2026, 10, 21, 0, 2, 10);

/** How a time is written, and what it is: milliseconds from 2026-11-21T00:02:10Z, zone, precision. */
const WRITTEN: readonly [string, number, 'stated' | 'assumed' | 'none', number][] = [
  ['2026-11-21T00:02:10.123Z', 123, 'stated', 1],
  ['2026-11-21T00:02:10.123456789Z', 123, 'stated', 1],
  ['2026-11-21T00:02:10Z', 0, 'stated', 1000],
  ['2026-11-21T00:02Z', -10_000, 'stated', 60_000],
  ['2026-11-20T16:02:10.5-08:00', 500, 'stated', 1],
  ['2026-11-21 01:02:10 +0100', 0, 'stated', 1000],
  ['2026-11-21 00:02:10,123', 123, 'assumed', 1],
  ['2026-11-21 00:02:10', 0, 'assumed', 1000],
  ['2026/11/21 00:02:10', 0, 'assumed', 1000],
  ['20261121T000210Z', 0, 'stated', 1000],
  ['21/Nov/2026:01:02:10 +0100', 0, 'stated', 1000],
  ['21/Nov/2026:00:02:10.123', 123, 'assumed', 1],
  ['Sat, 21 Nov 2026 00:02:10 GMT', 0, 'stated', 1000],
  ['Saturday, 21-Nov-26 00:02:10 GMT', 0, 'stated', 1000],
  ['Sat Nov 21 00:02:10 2026', 0, 'assumed', 1000],
  ['Sat Nov 21 00:02:10.123456 2026', 123, 'assumed', 1],
  ['Fri Nov 20 19:02:10 EST 2026', 0, 'stated', 1000],
  ['Sat Nov 21 2026 01:02:10 GMT+0100', 0, 'stated', 1000],
  ['11/21/2026, 12:02:10 AM', 0, 'assumed', 1000],
];

describe('instant', () => {
  for (const [written, offset, zone, precisionMs] of WRITTEN) {
    it(`reads ${written}, whole and inside a line`, () => {
      const expected = { epochMs: EPOCH + offset, zone, precisionMs };
      assert.deepEqual(parseInstant(written, 7), { start: 7, end: 7 + written.length, ...expected });
      const line = `worker-3 [${written}] 401`;
      assert.deepEqual(findInstant(line, 0, line.length), { start: 10, end: 10 + written.length, ...expected });
    });
  }

  const PARTIAL: readonly [string, number][] = [
    ['00:02:10.123456', 130_123],
    ['Nov 21 00:02:10', Date.UTC(1970, 10, 21, 0, 2, 10)],
    ['11-21 00:02:10.123', Date.UTC(1970, 10, 21, 0, 2, 10, 123)],
  ];
  for (const [written, epochMs] of PARTIAL) {
    it(`reads ${written} as a time without a date`, () => {
      const { zone, epochMs: read } = findInstant(`${written} == Info`, 0, 30) ?? {};
      assert.deepEqual({ zone, epochMs: read }, { zone: 'none', epochMs });
    });
  }

  const UNIX: readonly [string, number][] = [
    ['1795219330', 0],
    ['1795219330.25', 250],
    ['1795219330123', 123],
    ['1795219330123456', 123],
    ['1795219330123456789', 123],
  ];
  for (const [written, offset] of UNIX) {
    it(`reads ${written} as a Unix time only when told that it is a time`, () => {
      assert.equal(parseInstant(written)?.epochMs, EPOCH + offset);
      assert.equal(findInstant(written, 0, written.length), undefined);
    });
  }

  for (const text of [
    '',
    '2026-13-21T00:02:10Z',
    '2026-11-21T24:02:10Z',
    'aa:11:22:33:44:55',
    '::1',
    '10:00',
    'x'.repeat(99),
  ]) {
    it(`finds no time in ${JSON.stringify(text.slice(0, 24))}`, () =>
      assert.equal(findInstant(text, 0, text.length), undefined));
  }

  it('goes on after something that only looks like a time', () => {
    const text = '2026-99-21T00:02:10Z then 2026-11-21T00:02:10Z';
    assert.equal(findInstant(text, 0, text.length)?.start, 26);
  });

  it('reads back every time that toISOString and toUTCString write', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date(0), max: new Date('2099-12-31T00:00:00Z'), noInvalidDate: true }), (date) => {
        assert.equal(parseInstant(date.toISOString())?.epochMs, date.getTime());
        assert.equal(parseInstant(date.toUTCString())?.epochMs, Math.floor(date.getTime() / 1000) * 1000);
      }),
    );
  });

  it('looks only between the two offsets', () => {
    const text = '2026-11-21T00:02:10Z';
    assert.equal(findInstant(text, 5, text.length)?.zone, undefined);
    assert.equal(findInstant(text, 0, 16)?.precisionMs, 60_000);
  });
});
