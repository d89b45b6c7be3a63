import assert from 'node:assert/strict';
import {
  type Countdown,
  type CountdownStyle,
  countdown,
  countdownToStart,
} from '../../../../src/core/present/countdown';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Any moment will do: texts depend on differences alone. */
const EXPIRY = Date.UTC(2026, 10, 21, 13);

describe('countdown', () => {
  /** [what is left in ms, the text, in how many ms it becomes another one] */
  const left: readonly [number, string, number][] = [
    [1, '0:01 left', 1],
    [999, '0:01 left', 999],
    [SECOND, '0:01 left', SECOND],
    [SECOND + 1, '0:02 left', 1],
    [9 * SECOND, '0:09 left', SECOND],
    [42 * MINUTE + 10 * SECOND, '42:10 left', SECOND],
    [59 * MINUTE + 59 * SECOND, '59:59 left', SECOND],
    [HOUR - 1, '1 h 00 min left', 999],
    [HOUR, '1 h 00 min left', SECOND],
    [HOUR + 59 * SECOND, '1 h 00 min left', MINUTE],
    [HOUR + MINUTE, '1 h 01 min left', SECOND],
    [3 * HOUR + 5 * MINUTE + 30 * SECOND, '3 h 05 min left', 31 * SECOND],
    [DAY - SECOND, '23 h 59 min left', MINUTE],
    [DAY, '1 d left', SECOND],
    [2 * DAY - SECOND, '1 d left', DAY],
    [182 * DAY, '182 d left', SECOND],
  ];
  for (const [ms, text, changesIn] of left) {
    it(`${ms} ms before the end: ${text}`, () => {
      assert.deepEqual(countdown(EXPIRY, EXPIRY - ms, 'short'), { text, changesAtMs: EXPIRY - ms + changesIn });
    });
  }

  /** [how long ago it ended in ms, the text, after how many ms from the end it becomes another one] */
  const ago: readonly [number, string, number][] = [
    [0, 'expired 0:00 ago', SECOND],
    [999, 'expired 0:00 ago', SECOND],
    [3 * SECOND, 'expired 0:03 ago', 4 * SECOND],
    [HOUR - 1, 'expired 59:59 ago', HOUR],
    [HOUR, 'expired 1 h 00 min ago', HOUR + MINUTE],
    [DAY - 1, 'expired 23 h 59 min ago', DAY],
    [3 * DAY, 'expired 3 d ago', 4 * DAY],
  ];
  for (const [ms, text, changesAfter] of ago) {
    it(`${ms} ms after the end: ${text}`, () => {
      assert.deepEqual(countdown(EXPIRY, EXPIRY + ms, 'short'), { text, changesAtMs: EXPIRY + changesAfter });
    });
  }

  it('says from when on a token is valid', () => {
    assert.deepEqual(countdownToStart(EXPIRY, EXPIRY - 5 * MINUTE, 'short'), {
      text: 'valid in 5:00',
      changesAtMs: EXPIRY - 5 * MINUTE + SECOND,
    });
  });

  const fixed: readonly [number, string][] = [
    [9 * SECOND, '\u20070:09 left'],
    [42 * MINUTE, '42:00 left'],
    [3 * HOUR, '\u20073 h 00 min left'],
    [3 * DAY, '\u2007\u20073 d left'],
  ];
  for (const [ms, text] of fixed) {
    it(`pads to the width of its unit: ${text}`, () => {
      assert.equal(countdown(EXPIRY, EXPIRY - ms, 'fixed').text, text);
    });
  }

  const styles: readonly CountdownStyle[] = ['short', 'fixed'];
  for (const style of styles) {
    it(`changes exactly when it says, and not before (${style})`, () => {
      const starts = [
        -400 * DAY,
        -2 * DAY - 90 * SECOND,
        -DAY - 2 * MINUTE,
        -HOUR - 90 * SECOND,
        -61 * SECOND,
        0,
        HOUR,
        DAY,
      ];
      for (const from of starts) {
        let now = EXPIRY + from;
        let shown: Countdown = countdown(EXPIRY, now, style);
        for (let step = 0; step < 150; step++) {
          assert.ok(shown.changesAtMs > now, `${shown.text} would change in the past`);
          assert.equal(countdown(EXPIRY, shown.changesAtMs - 1, style).text, shown.text);
          now = shown.changesAtMs;
          const next = countdown(EXPIRY, now, style);
          assert.notEqual(next.text, shown.text);
          shown = next;
        }
      }
    });
  }

  it('keeps its width within a unit (fixed)', () => {
    const widths = new Set<number>();
    for (let ms = SECOND; ms < HOUR - SECOND; ms += 7 * SECOND)
      widths.add(countdown(EXPIRY, EXPIRY - ms, 'fixed').text.length);
    assert.deepEqual([...widths], ['42:10 left'.length]);
  });
});
