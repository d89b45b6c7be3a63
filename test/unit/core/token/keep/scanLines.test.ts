import assert from 'node:assert/strict';
import fc from 'fast-check';
import { compare, endOf, type Range } from '../../../../../src/core/text/position';
import { breakBefore, breakBehind } from '../../../../../src/core/token/find/breaks';
import { scanLines } from '../../../../../src/core/token/keep/scanLines';
import { scanRange } from '../../../../../src/core/token/keep/scanRange';
import { openKernel } from '../../../../../src/host/node/kernel';
import { har, log, minifiedScript, sourceFile } from '../../../../bench/inputs';
import { EditedDocument } from '../../../../support/editedDocument';
import { mintJws } from '../../../../support/mint';
import { tokenLike } from '../../../../support/tokenLike';

const numRuns = Number(process.env.AUTHLENS_RUNS ?? 200);

/** What is found in a range by way of one text is found without it, too. Whether it could be tried. */
function assertSame(document: EditedDocument, range: Range): boolean {
  const kernel = openKernel();
  assert(kernel, 'Node has WebAssembly with SIMD.');
  const found = scanLines(document, range, kernel);
  if (found) assert.deepEqual(found, scanRange(document, range));
  return found !== undefined;
}

function whole(document: EditedDocument): Range {
  return { start: { line: 0, character: 0 }, end: endOf(document) };
}

describe('a kernel reads lines as it reads a text', () => {
  for (const terminator of ['\n', '\r\n'] as const) {
    it(`of anything, ended by ${JSON.stringify(terminator)}`, () => {
      let tried = 0;
      fc.assert(
        fc.property(tokenLike, (text) => {
          const document = new EditedDocument(text, terminator);
          if (assertSame(document, whole(document))) tried++;
        }),
        { numRuns },
      );
      assert(tried > numRuns / 10, `only ${tried} were of bytes alone`);
    });
  }

  it('in any range that no token reaches over', () => {
    const input = har(150_000);
    const document = new EditedDocument(input.text);
    const place = fc
      .integer({ min: 0, max: document.lineCount - 1 })
      .chain((line) =>
        fc.integer({ min: 0, max: document.lineAt(line).length }).map((character) => ({ line, character })),
      );
    fc.assert(
      fc.property(place, place, (a, b) => {
        const [first, last] = compare(a, b) <= 0 ? [a, b] : [b, a];
        const range = { start: breakBefore(document, first), end: breakBehind(document, last) };
        assert(assertSame(document, range));
      }),
      { numRuns: Math.min(numRuns, 200) },
    );
  });

  for (const { name, text } of [har(200_000), minifiedScript(200_000), log(200_000), sourceFile()]) {
    it(`in the bench's ${name}`, () => {
      const document = new EditedDocument(text);
      assert(assertSame(document, whole(document)));
    });
  }

  it('where letters of a token stand before the dot that shows where it begins', () => {
    const document = new EditedDocument(`%3Dew0K${mintJws()}`);
    assert(assertSame(document, whole(document)));
    assert.equal(scanRange(document, whole(document)).length, 1);
  });

  it('leaves lines with other characters, and more than it has room for, to others', () => {
    for (const text of ['\u2028', `${'x'.repeat(300_000)}`]) {
      const document = new EditedDocument(text);
      assert(!assertSame(document, whole(document)));
    }
  });
});
