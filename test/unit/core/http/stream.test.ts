import assert from 'node:assert/strict';
import fc from 'fast-check';
import { detach, KEPT_OF_BODY } from '../../../../src/core/http/detach';
import type { Exchange, LogReading } from '../../../../src/core/http/exchange';
import { openLog } from '../../../../src/core/http/openLog';
import { readLog } from '../../../../src/core/http/readLog';
import { corpusFiles, describeCorpus } from '../../../support/corpus';
import { logFixtures } from '../../../support/logFixtures';

const RUNS = { numRuns: Number(process.env.AUTHLENS_RUNS ?? 8) };

/** The text in pieces that end at the given fractions of it. */
function readPieces(text: string, name: string, fractions: readonly number[]): LogReading {
  const ends = [...fractions.map((fraction) => Math.floor(fraction * text.length)), text.length].sort((a, b) => a - b);
  const log = openLog({ name });
  const exchanges: Exchange[] = [];
  let from = 0;
  for (const end of ends) {
    exchanges.push(...log.push(text.slice(from, end)));
    from = end;
  }
  const rest = log.end();
  return { ...rest, exchanges: [...exchanges, ...rest.exchanges].sort((a, b) => a.start - b.start) };
}

function readWhole(text: string, name: string): LogReading {
  const whole = readLog(text, { name });
  return { ...whole, exchanges: whole.exchanges.map(detach) };
}

const fractions = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 40 });

describe('openLog', () => {
  for (const { title, text } of logFixtures()) {
    it(`reads ${title} alike, wherever it is cut`, () => {
      const whole = readWhole(text, title);
      assert.deepEqual(
        readPieces(
          text,
          title,
          Array.from(text, (_, index) => index / text.length),
        ),
        whole,
      );
      fc.assert(
        fc.property(fractions, (cuts) => assert.deepEqual(readPieces(text, title, cuts), whole)),
        RUNS,
      );
    });
  }

  it('hands exchanges out as soon as they are complete', () => {
    const log = openLog();
    const line = `${JSON.stringify({ level: 30, req: { method: 'GET', url: '/v1/me' }, res: { statusCode: 401 } })}\n`;
    const padding = 'x'.repeat(1 << 16);
    log.push(`${padding}\n`);
    const [first] = log.push(line);
    assert.equal(first?.start, padding.length + 1);
    assert.equal(log.push(line)[0]?.start, padding.length + 1 + line.length);
    assert.equal(log.end().exchanges.length, 0);
  });

  it('keeps a documented part of a long body, and says how much it left out', () => {
    const body = 'b'.repeat(KEPT_OF_BODY + 500);
    const text = JSON.stringify({
      level: 30,
      res: { statusCode: 200, headers: {}, body },
      req: { method: 'GET', url: '/' },
    });
    const log = openLog();
    const kept = [...log.push(text), ...log.end().exchanges][0]?.response?.body;
    assert.deepEqual([kept?.text.length, kept?.omitted], [KEPT_OF_BODY, 500]);
    assert.equal(readLog(text).exchanges[0]?.response?.body?.text.length, body.length);
  });
});

describeCorpus('openLog on files that nobody here wrote', () => {
  for (const file of corpusFiles().filter(({ path }) => /^(?:har|jsonl-logs|access-logs|http-files)\//.test(path))) {
    it(`reads ${file.path} alike, wherever it is cut`, () => {
      const text = file.read();
      const whole = readWhole(text, file.path);
      const cuts = Array.from({ length: 101 }, (_, index) => (index * 0.618034) % 1);
      assert.deepEqual(readPieces(text, file.path, cuts), whole);
    });
  }
});
