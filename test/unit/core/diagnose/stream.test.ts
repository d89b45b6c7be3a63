import assert from 'node:assert/strict';
import { diagnose, diagnoseStream } from '../../../../src/core/diagnose/diagnose';
import { parseSession, toCurl, toHar, toJsonLines } from '../../../support/session';

const NOW = Date.UTC(2026, 10, 1);
const SCRIPT =
  'skew 300 | login | call 200 | +3700 call 401 "The access token expired" | refresh 400 "Refresh token revoked" | call 429';

function* pieces(text: string, size: number): Generator<string> {
  for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size);
}

describe('diagnoseStream', () => {
  const formats = { HAR: toHar, 'JSON lines': toJsonLines, 'curl -v': toCurl };
  for (const [name, write] of Object.entries(formats)) {
    for (const size of [7, 1000, 1_000_000]) {
      it(`says what diagnose says: ${name} in pieces of ${size}`, async () => {
        const text = write(parseSession(SCRIPT));
        assert.deepEqual(await diagnoseStream(pieces(text, size), { now: NOW }), diagnose(text, { now: NOW }));
      });
    }
  }

  it('tells its progress and stops on request', async () => {
    const text = toJsonLines(parseSession(SCRIPT));
    const signal = { aborted: false };
    const seen: number[] = [];
    const report = await diagnoseStream(pieces(text, 500), {
      now: NOW,
      signal,
      onProgress: (read) => {
        seen.push(read);
        if (read >= 1000) signal.aborted = true;
      },
    });
    assert.deepEqual(seen, [500, 1000]);
    assert.match(report.notScanned.join(), /Stopped on request after 1000/);
  });

  it('keeps little of a log that repeats itself', async () => {
    const block = `${toJsonLines(parseSession('login | call 200 | call 200 | call 200 path=/v1/me/player'))}\n`;
    const last = toJsonLines(parseSession('login | +3700 call 401 "The access token expired"'));
    function* endless() {
      for (let count = 0; count < 300; count++) yield block;
      yield last;
    }
    const report = await diagnoseStream(endless(), { now: NOW });
    assert.equal(report.exchanges, 300 * 4 + 2);
    assert.ok(report.requests.length <= 2_000);
  });
});
