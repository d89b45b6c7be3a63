import assert from 'node:assert/strict';
import fc from 'fast-check';
import { ByteLines } from '../../../../../src/core/token/find/byteLines';
import { plainByteSearch } from '../../../../../src/core/token/find/byteSearch';
import { openByteSearch } from '../../../../../src/host/byteKernel';
import { ROOM, smallSearches } from '../../../../support/smallSearches';

const RUNS = { numRuns: Number(process.env.AUTHLENS_RUNS ?? 150) };

const word = fc.constantFrom(
  '\n',
  '\r',
  '\r\n',
  '\n\n',
  'x',
  ' ',
  'Größe',
  '…',
  '😀',
  'a line that is longer than a vector of bytes',
);
const text = fc.array(word, { maxLength: 120 }).map((words) => words.join(''));
const steps = fc.array(fc.record({ bytes: fc.nat(90), drop: fc.boolean() }), { maxLength: 40 });

describe('lines of a file', () => {
  for (const [how, search] of Object.entries(smallSearches())) {
    it(`are counted as an editor counts them, in whatever steps, ${how}`, () => {
      fc.assert(
        fc.property(fc.constantFrom('', '\ufeff'), text, steps, (mark, given, walk) => {
          const bytes = Buffer.from(mark + given);
          search.bytes.set(bytes);
          const lines = new ByteLines(search);
          let gone = 0;
          for (let at = 0, step = 0; at < bytes.length; step++) {
            const { bytes: forward = 30, drop = false } = walk[step] ?? {};
            at = nextCharacter(bytes, Math.min(bytes.length, at + forward));
            const { line, character } = lines.at(at - gone);
            assert.deepEqual({ line, character }, positionIn(bytes.toString('utf8', 0, at)));
            if (!drop) continue;
            lines.drop(at - gone);
            search.bytes.copyWithin(0, at - gone, ROOM);
            gone = at;
          }
        }),
        RUNS,
      );
    });
  }

  it('are the same in both searches, wherever the count begins and ends', () => {
    const kernel = openByteSearch();
    const plain = plainByteSearch(kernel.bytes.length);
    const bytes = fc.uint8Array({ maxLength: 700 });
    const code = fc.constantFrom(0x0a, 0x0d, 0x41, 0xc3, 0xa4, 0xf0, 0x9f);
    fc.assert(
      fc.property(
        fc.oneof(bytes, fc.array(code, { maxLength: 700 })),
        fc.nat(700),
        fc.nat(700),
        (given, one, other) => {
          kernel.bytes.set(given);
          plain.bytes.set(given);
          const [start, end] = [Math.min(one, other, given.length), Math.min(Math.max(one, other), given.length)];
          assert.equal(kernel.breaks(start, end), plain.breaks(start, end));
          assert.equal(kernel.units(start, end), plain.units(start, end));
          assert.equal(kernel.lineStart(start, end), plain.lineStart(start, end));
        },
      ),
      RUNS,
    );
  });

  it('do not run over where each byte of a whole window ends one', () => {
    const kernel = openByteSearch();
    kernel.bytes.fill(0x0a);
    assert.equal(kernel.breaks(0, kernel.bytes.length), kernel.bytes.length);
    kernel.bytes.fill(0xf0);
    assert.equal(kernel.units(0, kernel.bytes.length), 2 * kernel.bytes.length);
  });
});

function nextCharacter(bytes: Uint8Array, place: number): number {
  let at = place;
  while (((bytes[at] ?? 0) & 0xc0) === 0x80) at++;
  return at;
}

/** Between `\r` and `\n` the line is over already, for whoever has not seen the second of them. */
function positionIn(before: string) {
  const lines = before.replace(/^\ufeff/, '').split(/\r\n|\r|\n/);
  return { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
}
