import assert from 'node:assert/strict';
import { scan } from '../../../../../src/core/token/find/scan';
import { tokenText } from '../../../../../src/core/token/tokenText';
import { mintJwe, mintJws, mintOpaque } from '../../../../support/mint';

const PLACES: readonly (readonly [before: string, after: string])[] = [
  ['', ''],
  ['Authorization: Bearer ', '\r\n'],
  ['authorization: bearer ', '\n'],
  ['{"access_token":"', '","expires_in":3600}'],
  ['{\\"access_token\\":\\"', '\\"}'],
  ['"first line\\n', '\\n"'],
  ['https://x.example/cb?access_token=', '&state=1'],
  ['https://x.example/cb#access_token=', ''],
  ['next=%2Fcb%3Faccess_token%3D', '%26state'],
  ['next=%252Fcb%253Faccess_token%253D', '%2526'],
  ['"x":"access_token\\u003d', '\\u0026"'],
  ['access_token="', '"'],
  ['`', '`'],
  ['**', '**'],
  ['access token ', '.'],
  ['<access_token>', '</access_token>'],
  ['value=&quot;', '&quot;'],
  ["setAccessToken('", "');"],
];

describe('scan', () => {
  for (const [before, after] of PLACES) {
    for (const [what, token] of [
      ['JWS', mintJws()],
      ['unsecured JWS', mintJws({ alg: 'none' })],
      ['JWE', mintJwe()],
      ['dir JWE', mintJwe({ alg: 'dir' })],
      ['access token', mintOpaque('access-token')],
    ] as const) {
      it(`finds a ${what} exactly between ${JSON.stringify(before)} and ${JSON.stringify(after)}`, () => {
        const text = before + token + after;
        const found = scan(text);
        assert.deepEqual(
          found.map((each) => [each.start, tokenText(text, each)]),
          [[before.length, token]],
        );
      });
    }
  }
});
