import assert from 'node:assert/strict';
import fc from 'fast-check';
import { BASE64, BASE64URL, DOT, isClass } from '../../../../../src/core/token/find/alphabet';
import { plainEnd } from '../../../../../src/core/token/find/plainEnd';

const numRuns = Number(process.env.AUTHLENS_RUNS ?? 200);

describe('plainEnd', () => {
  for (const classes of [BASE64URL, BASE64URL | BASE64, BASE64URL | DOT, BASE64URL | BASE64 | DOT]) {
    it(`ends where a loop over the characters ends, of classes ${classes}`, () => {
      const run = fc.tuple(fc.constantFrom('a', 'Z', '0', '-', '_', 'aB3-_', '.', '+/'), fc.nat(700));
      const stop = fc.oneof(fc.constantFrom('.', '+', '/', '=', '"', '\n', '\u017f', '\u212a', '\ud800'), fc.string());
      fc.assert(
        fc.property(fc.array(fc.tuple(run, stop), { maxLength: 5 }), fc.nat(40), (pieces, start) => {
          const text = pieces.map(([[unit, length], end]) => unit.repeat(length).slice(0, length) + end).join('');
          let end = start;
          while (isClass(text.charCodeAt(end), classes)) end++;
          assert.equal(plainEnd(text, start, classes), end);
        }),
        { numRuns },
      );
    });
  }
});
