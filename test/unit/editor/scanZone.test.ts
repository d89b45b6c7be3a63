import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Span } from '../../../src/core/text/span';
import type { FoundToken } from '../../../src/core/token/foundToken';
import { scan } from '../../../src/core/token/scan';
import { joinZones, rescan, scanZone, type TextChange } from '../../../src/editor/scanZone';
import { mintJws } from '../../support/mint';

const RUNS = { numRuns: Number(process.env.AUTHLENS_RUNS ?? 100) };

describe('scanZone', () => {
  it('finds zone by zone what a scan of the whole text finds', () => {
    fc.assert(
      fc.property(tokenText(), fc.integer({ min: 40, max: 3000 }), (text, size) => {
        const zones: (readonly FoundToken[])[] = [];
        for (let at = 0; at < text.length; at += size) zones.push(scanZone(text, { start: at, end: at + size }, scan));
        assert.deepEqual(joinZones(...zones), scan(text));
      }),
      RUNS,
    );
  });

  it('sees a token whole that is longer than the look ahead', () => {
    const token = mintJws({ claims: { pad: 'x'.repeat(60_000) } });
    const text = `Bearer ${token} ${'y'.repeat(50_000)}`;
    assert.deepEqual(
      scanZone(text, { start: 0, end: 10 }, scan).map(({ start, end }) => ({ start, end })),
      [{ start: 7, end: 7 + token.length }],
    );
  });

  it('looks at the surroundings of the zone only', () => {
    const text = `${'a\n'.repeat(400_000)}Bearer ${mintJws({ claims: {} })}\n${'b\n'.repeat(400_000)}`;
    const looked: number[] = [];
    const counting = (part: string) => {
      looked.push(part.length);
      return scan(part);
    };
    assert.equal(scanZone(text, { start: 800_000, end: 800_100 }, counting).length, 1);
    assert.ok(Math.max(...looked) < 25_000 && looked.length === 1, `${looked}`);
  });
});

describe('rescan', () => {
  it('finds after any edits what a scan of the whole text finds', () => {
    fc.assert(
      fc.property(tokenText(), fc.array(edit(), { minLength: 1, maxLength: 4 }), (before, edits) => {
        let text = before;
        const changes: TextChange[] = edits.map(({ at, remove, insert }) => {
          const rangeOffset = Math.floor(at * text.length);
          const rangeLength = Math.min(remove, text.length - rangeOffset);
          text = text.slice(0, rangeOffset) + insert + text.slice(rangeOffset + rangeLength);
          return { rangeOffset, rangeLength, text: insert };
        });
        assert.deepEqual(spans(rescan(scan(before), changes, text, scan)), spans(scan(text)));
      }),
      RUNS,
    );
  });
});

function spans(tokens: readonly FoundToken[]): readonly Span[] {
  return tokens.map(({ start, end }) => ({ start, end }));
}

/** Lines with and without tokens, long enough for several zones. */
function tokenText(): fc.Arbitrary<string> {
  const token = fc.nat().map((id) => `authorization: Bearer ${mintJws({ claims: { id } })}`);
  const plain = fc.integer({ min: 0, max: 900 }).map((length) => 'lorem ipsum dolor '.repeat(60).slice(0, length));
  return fc.array(fc.oneof(token, plain), { minLength: 1, maxLength: 30 }).map((lines) => lines.join('\n'));
}

function edit() {
  return fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    remove: fc.constantFrom(0, 1, 5, 300),
    insert: fc.oneof(
      fc.constantFrom('', 'x', '\n', '.', ' "'),
      fc.nat().map((id) => `\nBearer ${mintJws({ claims: { id } })}\n`),
    ),
  });
}
