import assert from 'node:assert/strict';
import fc from 'fast-check';
import { keptTokens } from '../../../../../src/core/token/find/keptTokens';
import { HashIndex } from '../../../../../src/core/token/keep/hashIndex';

const MOST = 300;
/** Few of each half, so that many agree in one of them, and in the bits that say where they are looked for first. */
const half = fc.constantFrom(0, 1, 1023, 1024, 0x7fff_ffff, 0x8000_0000, 0xffff_fc00, 0xffff_ffff);
const hash = fc.oneof(fc.tuple(half, half), fc.tuple(fc.nat(0xffff_ffff), fc.nat(0xffff_ffff)));

describe('the numbers of hashes', () => {
  it('are given in order, and are those of both halves together', () => {
    fc.assert(
      fc.property(fc.array(hash, { maxLength: MOST }), (hashes) => {
        const index = new HashIndex(keptTokens(MOST, 1).slots);
        const numbers = new Map<string, number>();
        for (const [low, high] of hashes) {
          const key = `${low} ${high}`;
          const expected = numbers.get(key) ?? -1;
          assert.equal(index.numberOf(low, high), expected);
          if (expected >= 0) continue;
          assert.equal(index.add(low, high), numbers.size);
          numbers.set(key, numbers.size);
        }
        assert.equal(index.size, numbers.size);
      }),
    );
  });
});
