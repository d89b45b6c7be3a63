import assert from 'node:assert/strict';
import fc from 'fast-check';
import { findNodeAtLocation, parseTree } from 'jsonc-parser';
import { JsonSplitter } from '../../../../src/core/http/jsonSplitter';
import { type Nesting, type Pass, plainPasser } from '../../../../src/core/http/nesting';
import { openStructure } from '../../../../src/host/node/structure';

const RUNS = { numRuns: Number(process.env.AUTHLENS_RUNS ?? 200) };

/** The kernel's window, in UTF-16 units: at its edge a text is cut in two. */
const WINDOW = 262_144;

/** What the kernel must tell apart, and characters whose low bytes are those of quotes, backslashes and brackets. */
const mark = fc.constantFrom(
  '"',
  '\\',
  '{',
  '}',
  '[',
  ']',
  ...'\u0122\u015c\u017b\u027d\u225b\u805d',
  ':',
  'a',
  ' ',
  'é',
);
const run = fc
  .tuple(mark, fc.oneof({ weight: 4, arbitrary: fc.constant(1) }, { weight: 1, arbitrary: fc.nat(140) }))
  .map(([char, count]) => char.repeat(count));
const text = fc.array(run, { maxLength: 60 }).map((runs) => runs.join(''));
const state = fc.record({ depth: fc.integer({ min: 1, max: 70 }), inString: fc.boolean(), escaped: fc.boolean() });

/** An escape is open only in a string. */
function nestingOf({ depth, inString, escaped }: Nesting): Nesting {
  return { depth, inString, escaped: inString && escaped };
}

/** Where the pieces of a text take one to, put together. */
function walk(open: (text: string) => Pass, pieces: readonly string[], from: number, start: Nesting) {
  const nesting = nestingOf(start);
  let offset = 0;
  for (const [index, piece] of pieces.entries()) {
    const at = open(piece)(index === 0 ? Math.min(from, piece.length) : 0, nesting);
    if (nesting.depth === 0) return { at: offset + at, ...nesting };
    offset += piece.length;
  }
  return { at: offset, ...nesting };
}

describe('what is nested in JSON', () => {
  const structure = openStructure();
  assert.ok(structure, 'there is no WebAssembly here');

  it('is passed over by the kernel as by TypeScript, whatever the text', () => {
    fc.assert(
      fc.property(text, fc.nat(80), state, (json, from, start) => {
        assert.deepEqual(walk(structure, [json], from, start), walk(plainPasser, [json], from, start));
      }),
      RUNS,
    );
  });

  it('is passed over alike in one piece and in many', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 90 }), state, (json, size, start) => {
        const pieces = json.match(new RegExp(`[^]{1,${size}}`, 'g')) ?? [''];
        const whole = walk(plainPasser, [json], 0, start);
        assert.deepEqual(walk(structure, pieces, 0, start), whole);
        assert.deepEqual(walk(plainPasser, pieces, 0, start), whole);
      }),
      RUNS,
    );
  });

  it('is passed over alike at the edge of a window', () => {
    const filler = 'x'.repeat(WINDOW);
    fc.assert(
      fc.property(text, fc.nat(200), state, (json, before, start) => {
        const long = filler.slice(before) + json;
        assert.deepEqual(walk(structure, [long], 0, start), walk(plainPasser, [long], 0, start));
      }),
      { numRuns: RUNS.numRuns / 4 },
    );
  });

  it('is passed over alike in two texts by turns', () => {
    const [a, b] = ['{"a":[1,"]"]},{"b":[]}]', '["\\"[",{}],[[0]]]'];
    const [passA, passB] = [structure(a), structure(b)];
    const [plainA, plainB] = [plainPasser(a), plainPasser(b)];
    let [atA, atB] = [1, 1];
    for (let turn = 0; turn < 2; turn++) {
      const [inA, inB, onlyA, onlyB] = Array.from({ length: 4 }, () => nestingOf({ ...OPEN }));
      assert.ok(inA && inB && onlyA && onlyB);
      const [nextA, nextB] = [passA(atA, inA), passB(atB, inB)];
      assert.deepEqual([nextA, nextB], [plainA(atA, onlyA), plainB(atB, onlyB)]);
      [atA, atB] = [nextA, nextB];
    }
  });
});

const OPEN: Nesting = { depth: 1, inString: false, escaped: false };

describe('the entries of a HAR', () => {
  const member = (key: string, value: string) => `${JSON.stringify(key)}:${value}`;
  const har = fc
    .record({
      entries: fc.array(fc.json({ maxDepth: 4 }).map((body) => `{"request":${body},"entries":[${body}]}`)),
      noise: fc.json(),
      order: fc.shuffledSubarray(['version', 'entries', 'pages', 'log', 'creator'], { minLength: 5 }),
      outside: fc.boolean(),
      start: fc.constantFrom('', '\ufeff', ' \n'),
      padding: fc.constantFrom(0, 70_000),
    })
    .map(({ entries, noise, order, outside, start, padding }) => {
      const values: Record<string, string> = {
        version: '"1.2"',
        entries: `[ ${entries.join(' ,\n')}]`,
        pages: `[{"entries":[${noise}],"log":{"entries":[{}]}}]`,
        log: `{"entries":[{"not":"one"}]}`,
        creator: JSON.stringify({ name: '"entries":[{}]', comment: '\\'.repeat(3) + ' '.repeat(padding) }),
      };
      const log = member('log', `{${order.map((key) => member(key, values[key] ?? '')).join(', ')}}`);
      const other = member('entries', `[${noise}]`);
      return `${start}{${outside ? `${other},${log}` : `${log},${other}`}}`;
    });

  it('stand where a parser of the whole document says', () => {
    fc.assert(
      fc.property(har, (text) => {
        const found: string[] = [];
        const splitter = new JsonSplitter([['log', 'entries', '*']], (slice) => {
          found.push(`${slice.start} ${slice.text}`);
        });
        splitter.push(text, 0);
        const tree = parseTree(text.replace('\ufeff', ' '));
        const entries = (tree && findNodeAtLocation(tree, ['log', 'entries'])?.children) ?? [];
        const expected = entries.map(({ offset, length }) => `${offset} ${text.slice(offset, offset + length)}`);
        assert.deepEqual(found, expected);
      }),
      RUNS,
    );
  });
});
