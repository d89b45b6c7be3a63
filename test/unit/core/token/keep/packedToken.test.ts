import assert from 'node:assert/strict';
import { EVIDENCE, TOKEN_KINDS } from '../../../../../src/core/token/foundToken';
import { lengthOf, packed, wholeOf } from '../../../../../src/core/token/keep/packedToken';

describe('a token in one number', () => {
  const lengths = [1, 2, 153, 65_536, 50 * 1024 * 1024];

  it('is as long and says the same as before', () => {
    for (const kind of TOKEN_KINDS) {
      for (const evidence of EVIDENCE) {
        const tokens = lengths.map((length) => packed(length, { kind, evidence }));
        assert.deepEqual(tokens.map(lengthOf), lengths);
        for (const token of tokens) assert.deepEqual(wholeOf(token), { kind, evidence });
      }
    }
  });

  it('is the same one for the same token only', () => {
    const wholes = TOKEN_KINDS.flatMap((kind) => EVIDENCE.map((evidence) => ({ kind, evidence })));
    const tokens = lengths.flatMap((length) => wholes.map((whole) => packed(length, whole)));
    assert.equal(new Set(tokens).size, lengths.length * wholes.length);
  });
});
