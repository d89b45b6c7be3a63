import assert from 'node:assert/strict';
import fc from 'fast-check';
import { indexLines, LineIndex, linesOf } from '../../../../src/core/text/lines';

const linedText = fc.array(fc.constantFrom('a', 'bc', '\n', '\r', '\r\n', '😀')).map((parts) => parts.join(''));

describe('lines', () => {
  it('splits as the editor does: \\n, \\r\\n and a lone \\r', () => {
    fc.assert(
      fc.property(linedText, (text) => {
        const expected = text.split(/\r\n|\r|\n/);
        if (expected.at(-1) === '') expected.pop();
        assert.deepEqual(
          Array.from(linesOf(text), (line) => text.slice(line.start, line.end)),
          expected,
        );
      }),
    );
  });

  it('finds for each offset the line that holds it', () => {
    fc.assert(
      fc.property(linedText, (text) => {
        const index = indexLines(text);
        for (let line = 0; line < index.lineCount; line++) {
          for (let at = index.startOf(line); at < index.startOf(line + 1); at++) assert.equal(index.lineAt(at), line);
        }
        assert.equal(index.lineCount, text.split(/\r\n|\r|\n/).length);
        assert.equal(index.lineAt(text.length + 5), index.lineCount - 1);
      }),
    );
  });

  it('does not depend on where the pieces are cut', () => {
    fc.assert(
      fc.property(fc.array(linedText), (pieces) => {
        const pieced = new LineIndex();
        for (const piece of pieces) pieced.append(piece);
        const whole = indexLines(pieces.join(''));
        const starts = (index: LineIndex) =>
          Array.from({ length: index.lineCount + 1 }, (_, line) => index.startOf(line));
        assert.deepEqual(starts(pieced), starts(whole));
      }),
    );
  });
});
