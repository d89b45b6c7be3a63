import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createPlaces } from '../../../../src/core/rewrite/places';

/** As the rules have them: words, words in any case, beginnings of lines, what must not follow, and what may be empty. */
const WANTED = [
  'get',
  'a',
  '401',
  /401|unauthorized/gi,
  /^(?:from|import) (?:flask|a)\b/gm,
  /["'`], ?["'`]|[a-z]-[a-z]+, ?[a-z]/gi,
  /\bprocess\.env\.(?!NODE_ENV)\w*/g,
  /\([ \t]*\)|\bfunction\b/g,
  /;[ \t]*$/gm,
];

const piece = fc.constantFrom(
  ...['get', 'a', ' ', '\n', '\r\n', '401', 'Unauthorized', 'import flask', 'from a', "'x', 'y'", 'user-read, z'],
  ...['process.env.', 'NODE_ENV', 'function', '( )', ';', '🎧', '\uD83C', '\n\n\n'],
);
const text = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(''));
const change = fc.record({ at: fc.nat(), removed: fc.nat({ max: 12 }), typed: text });

describe('places in a text that changes', () => {
  it('are those of the same text when it is searched for the first time', () => {
    fc.assert(
      fc.property(text, fc.array(change, { minLength: 1, maxLength: 8 }), (before, changes) => {
        let now = before;
        let kept = createPlaces(now);
        for (const { at, removed, typed } of changes) {
          // Half of what is wanted is asked for now, the rest when it has been carried along.
          for (const [index, wanted] of WANTED.entries()) if ((index + at) % 2 === 0) kept.of(wanted);
          const start = at % (now.length + 1);
          now = now.slice(0, start) + typed + now.slice(start + removed);
          kept = kept.after(now);
          for (const wanted of WANTED) assert.deepEqual(kept.of(wanted), createPlaces(now).of(wanted), String(wanted));
        }
      }),
      { numRuns: Number(process.env.AUTHLENS_RUNS ?? 300) },
    );
  });
});
