import assert from 'node:assert/strict';
import { formatLocal, formatMoment } from '../../../src/editor/moment';

describe('formatMoment', () => {
  const zone = process.env.TZ;
  afterEach(() => {
    if (zone === undefined) delete process.env.TZ;
    else process.env.TZ = zone;
  });

  const moment = Date.UTC(2026, 10, 21, 23, 3, 5);
  const cases: readonly [zone: string, text: string][] = [
    ['UTC', '2026-11-21 23:03:05 UTC'],
    ['Europe/Stockholm', '2026-11-22 00:03:05 (2026-11-21 23:03:05 UTC)'],
    ['Asia/Kolkata', '2026-11-22 04:33:05 (2026-11-21 23:03:05 UTC)'],
    ['America/New_York', '2026-11-21 18:03:05 (2026-11-21 23:03:05 UTC)'],
  ];
  for (const [zone, text] of cases) {
    it(`${zone}: ${text}`, () => {
      process.env.TZ = zone;
      assert.equal(formatMoment(moment), text);
    });
  }

  it('names no local time for what is no date', () => {
    process.env.TZ = 'Europe/Stockholm';
    assert.equal(formatLocal(9e15), undefined);
    assert.equal(formatMoment(9e15), 'a time out of range');
  });
});
