import assert from 'node:assert/strict';
import { looksRandom } from '../../../../../src/core/token/find/randomness';

describe('looksRandom', () => {
  const cases: readonly [string, string, boolean][] = [
    ['letters and digits by turns', 'a7Kq2ZpL9x'.repeat(10), true],
    [
      'a value that begins with 64 letters in few changes of case',
      `${'QwerTZuiop'.repeat(7)}${'a7Kq2ZpL9x'.repeat(10)}`,
      true,
    ],
    ['a name in camel case', 'authorizationCodeVerifierTransformationFactory'.repeat(4), false],
    ['a constant', 'THE_NAME_OF_SOMETHING_THAT_IS_USED_ONCE'.repeat(4), false],
    ['a word again and again', 'password'.repeat(30), false],
    ['very long text without a digit', 'abcdefghij'.repeat(1_000_000), false],
  ];
  for (const [what, text, expected] of cases) {
    it(`says ${expected ? 'yes' : 'no'} to ${what}`, () => assert.equal(looksRandom(text), expected));
  }
});
