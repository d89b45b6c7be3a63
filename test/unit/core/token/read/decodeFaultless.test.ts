import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { TokenKind } from '../../../../../src/core/token/foundToken';
import { assess } from '../../../../../src/core/token/read/assess';
import { decode } from '../../../../../src/core/token/read/decode';
import type { Decoded } from '../../../../../src/core/token/read/decoded';
import { decodeFaultless } from '../../../../../src/core/token/read/decodeFaultless';
import { openByteSearch } from '../../../../../src/host/byteKernel';
import { mintJws, segment } from '../../../../support/mint';
import { whole } from '../../../../support/whole';

const NOW = Date.UTC(2026, 10, 21, 13);
const RUNS = { numRuns: Number(process.env.AUTHLENS_RUNS ?? 300) };

const moment = fc.oneof(
  fc.integer({ min: NOW / 1000 - 5000, max: NOW / 1000 + 5000 }),
  fc.constantFrom(0, -1, 1.5, 1e11, 1e14, 1e300, NOW, '1795266000', 'soon', null, true, {}, []),
);
const json = fc.dictionary(
  fc.oneof(fc.string(), fc.constantFrom('iss', 'aud', 'typ', 'b64', 'crit', '__proto__')),
  fc.jsonValue(),
);
const claims = fc
  .tuple(json, fc.record({ exp: moment, nbf: moment, iat: moment }, { requiredKeys: [] }))
  .map(([others, times]) => ({ ...others, ...times }));
/** What is written as claims: also what only looks like it, and names that stand there twice. */
const written = fc.oneof(
  claims.map((value) => JSON.stringify(value)),
  fc.tuple(claims, claims).map(([a, b]) => `${JSON.stringify(a).slice(0, -1)},${JSON.stringify(b).slice(1)}`),
  fc.tuple(claims, fc.nat(40)).map(([value, length]) => JSON.stringify(value).slice(0, length)),
  fc.constantFrom(' {}', '{}', '[]', '1', 'null', '{"exp":01}', '{"exp":1}x', mintJws(), `{"a":${'['.repeat(300)}`),
);
const tokens = fc
  .tuple(fc.oneof(json, fc.constant({ alg: 'RS256' })), written, fc.constantFrom('', '.', '=', '.x', 'é'), fc.nat(300))
  .map(([header, payload, insert, at]) => {
    const token = `${segment(JSON.stringify(header))}.${segment(payload)}.c2lnbmF0dXJl`;
    return insert === '' ? token : token.slice(0, at) + insert + token.slice(at);
  });

const search = openByteSearch();

function hastily(token: string, kind: TokenKind = 'jws'): Decoded | undefined {
  const { start, end } = search.put(token);
  return decodeFaultless(search, kind, start, end);
}

/** All that depends neither on places nor on what is told about them. */
function told(decoded: Decoded) {
  const { state, lifetime, changesAtMs } = assess(decoded, undefined, NOW);
  return { state, lifetime, changesAtMs };
}

describe('a token read without a look for faults', () => {
  it('says what a closer look says, or nothing', () => {
    fc.assert(
      fc.property(tokens, fc.constantFrom('jws', 'jwe', 'access-token'), (token, kind) => {
        const hasty = hastily(token, kind);
        if (hasty) assert.deepEqual(told(hasty), told(decode(token, whole(token, kind))), token);
      }),
      RUNS,
    );
  });

  const cases: readonly (readonly [what: string, token: string, isRead: boolean])[] = [
    ['an ordinary one', mintJws(), true],
    ['one without an end', mintJws({ claims: { sub: 'a' } }), true],
    ['one with a name in another script', mintJws({ claims: { name: 'Zoë' } }), false],
    ['one whose payload is elsewhere', mintJws().replace(/\.[^.]+\./, '..'), false],
    ['one whose payload is not encoded', mintJws({ header: { alg: 'HS256', b64: false } }), false],
    ['one inside of another', mintJws({ claims: mintJws() }), false],
    ['one with a character too many', mintJws().replace('.', 'A.'), false],
    ['one that lacks a part', mintJws().replace(/\.[^.]*$/, ''), true],
    ['one with a part more', `${mintJws()}.`, false],
  ];
  for (const [what, token, isRead] of cases) {
    it(`is ${isRead ? 'enough' : 'not enough'} for ${what}`, () => {
      assert.equal(hastily(token) !== undefined, isRead);
    });
  }
});
