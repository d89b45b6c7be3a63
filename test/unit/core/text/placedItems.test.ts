import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type Placed, PlacedItems } from '../../../../src/core/text/placedItems';

/** What to do at a place that is told as a share of the items. */
const step = fc.record({
  share: fc.double({ min: 0, max: 1, noNaN: true }),
  removed: fc.nat({ max: 4 }),
  added: fc.nat({ max: 40 }),
  lines: fc.integer({ min: 0, max: 3 }),
});

describe('PlacedItems', () => {
  it('does what an array of items with their places does', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const items = new PlacedItems<string>();
        let expected: Placed<string>[] = [];
        for (const [time, { share, removed, added, lines }] of steps.entries()) {
          const index = Math.floor(share * expected.length);
          const line = expected[index - 1]?.line ?? 0;
          const character = expected[index - 1]?.character ?? 0;
          const placed = Array.from({ length: added }, (_, at) => ({
            line,
            character: character + at,
            item: `${time} ${at}`,
          }));
          items.replace(index, Math.min(removed, expected.length - index), placed);
          items.moveLines(index + added, lines + 1);
          expected = [
            ...expected.slice(0, index),
            ...placed,
            ...expected.slice(index + removed).map((each) => ({ ...each, line: each.line + lines + 1 })),
          ];
        }
        const all = Array.from({ length: items.length }, (_, index) => ({
          line: items.lineOf(index),
          character: items.characterOf(index),
          item: items.item(index),
        }));
        assert.deepEqual(all, expected);
        for (const { line } of expected) {
          const first = expected.findIndex((each) => each.line >= line);
          const next = expected.findLastIndex((each) => each.line <= line) + 1;
          assert.equal(items.indexAt({ line, character: 0 }), first);
          assert.equal(items.indexAt({ line, character: 1e9 }), next);
          for (const from of [0, first, next]) assert.equal(items.indexAt({ line, character: 1e9 }, from), next);
        }
      }),
    );
  });

  it('has another item where one was', () => {
    const items = new PlacedItems<string>();
    items.replace(
      0,
      0,
      ['a', 'b', 'c'].map((item, line) => ({ line, character: 7, item })),
    );
    items.moveLines(1, 5);
    for (const [index, item] of ['d', 'e', 'f'].entries()) items.exchange(index, item);
    assert.deepEqual([items.item(0), items.item(1), items.item(2), items.item(3)], ['d', 'e', 'f', undefined]);
    assert.deepEqual([items.lineOf(1), items.characterOf(1), items.indexOf('e'), items.indexOf('b')], [6, 7, 1, -1]);
  });

  it('keeps the place of an item that was taken away, for another one', () => {
    const items = new PlacedItems<string>();
    const placed = ['a', 'b', 'c'].map((item, line) => ({ line, character: 0, item }));
    items.replace(0, 0, placed);
    items.vacate(1);
    items.moveLines(2, 5);
    assert.deepEqual([items.length, items.item(0), items.item(1), items.item(2)], [3, 'a', undefined, 'c']);
    assert.deepEqual([items.lineOf(1), items.lineOf(2), items.indexOf('b')], [1, 7, -1]);
    items.replace(1, 1, [{ line: 1, character: 4, item: 'd' }]);
    assert.deepEqual([items.length, items.item(1), items.characterOf(1), items.item(2)], [3, 'd', 4, 'c']);
    items.vacate(1);
    items.replace(1, 1, []);
    assert.deepEqual([items.length, items.item(1), items.lineOf(1)], [2, 'c', 7]);
  });
});
