import assert from 'node:assert/strict';
import fc from 'fast-check';
import { applyEdits, composeEdits, type Edit } from '../../../../src/core/text/edit';

describe('applyEdits', () => {
  it('replaces, inserts and removes by the offsets of the text before', () => {
    const text = 'one two three';
    const edits = [
      { start: 8, end: 13, newText: '3' },
      { start: 0, end: 3, newText: 'ONE' },
      { start: 3, end: 7, newText: '' },
    ];
    assert.equal(applyEdits(text, edits), 'ONE 3');
  });

  it('refuses edits that overlap or leave the text', () => {
    assert.throws(
      () =>
        applyEdits('abc', [
          { start: 0, end: 2, newText: '' },
          { start: 1, end: 3, newText: '' },
        ]),
      RangeError,
    );
    assert.throws(() => applyEdits('abc', [{ start: 2, end: 4, newText: '' }]), RangeError);
  });
});

describe('composeEdits', () => {
  const cases: readonly [title: string, before: string, first: Edit[], second: Edit[], expected: Edit[]][] = [
    ['two places', 'abc', [at(0, 1, 'A')], [at(2, 3, 'C')], [at(0, 1, 'A'), at(2, 3, 'C')]],
    ['inside new text', 'ac', [at(1, 1, '12')], [at(2, 2, 'b')], [at(1, 1, '1b2')]],
    ['new text taken back', 'ac', [at(1, 1, 'b')], [at(1, 2, '')], []],
    ['at the very end', 'a', [at(1, 1, 'b')], [at(2, 2, 'c')], [at(1, 1, 'bc')]],
    ['nothing', 'a', [], [], []],
  ];
  for (const [title, before, first, second, expected] of cases) {
    it(title, () => assert.deepEqual(composeEdits(before.length, first, second), expected));
  }

  it('does what the two lists do, for any lists', () => {
    const runs = { numRuns: Number(process.env.AUTHLENS_RUNS ?? 300) };
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), offsets(), offsets(), (text, some, others) => {
        const first = editsAt(text, some);
        const between = applyEdits(text, first);
        const second = editsAt(between, others);
        assert.equal(applyEdits(text, composeEdits(text.length, first, second)), applyEdits(between, second));
      }),
      runs,
    );
  });
});

function at(start: number, end: number, newText: string): Edit {
  return { start, end, newText };
}

function offsets() {
  return fc.array(fc.tuple(fc.nat(30), fc.nat(3), fc.string({ maxLength: 3 })), { maxLength: 5 });
}

/** Edits that do not overlap, from distances, lengths and texts. */
function editsAt(text: string, rows: readonly (readonly [number, number, string])[]): Edit[] {
  let end = 0;
  return rows.flatMap(([distance, length, newText]) => {
    const start = end + distance;
    if (start + length > text.length) return [];
    end = start + length;
    return [{ start, end, newText }];
  });
}
