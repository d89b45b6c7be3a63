import assert from 'node:assert/strict';
import { assess } from '../../../../../src/core/token/read/assess';
import type { TokenState } from '../../../../../src/core/token/read/assessment';
import { decode } from '../../../../../src/core/token/read/decode';
import { type Json, mintJws } from '../../../../support/mint';
import { whole } from '../../../../support/whole';

const NOW = Date.UTC(2026, 10, 21, 13);
const now = NOW / 1000;

function assessClaims(claims: Json) {
  const text = mintJws({ claims });
  return assess(decode(text, whole(text)), undefined, NOW);
}

describe('assess: the state', () => {
  const cases: readonly [string, Json, TokenState, number | undefined][] = [
    ['an hour left', { iat: now, exp: now + 3600 }, 'valid', NOW + 3_300_000],
    ['a second more than five minutes left', { exp: now + 301 }, 'valid', NOW + 1000],
    ['five minutes left', { exp: now + 300 }, 'expiring', NOW + 300_000],
    ['a second left', { exp: now + 1 }, 'expiring', NOW + 1000],
    ['the very moment of exp', { exp: now }, 'expired', undefined],
    ['long gone', { exp: 1 }, 'expired', undefined],
    ['nbf in an hour', { nbf: now + 3600, exp: now + 7200 }, 'not-yet-valid', NOW + 3_540_000],
    ['iat in an hour', { iat: now + 3600, exp: now + 7200 }, 'not-yet-valid', NOW + 3_540_000],
    ['iat ahead by the tolerance of clocks', { iat: now + 60, exp: now + 3600 }, 'valid', NOW + 3_300_000],
    ['from the future, without an end', { nbf: now + 3600 }, 'not-yet-valid', NOW + 3_540_000],
    ['no exp', { iat: now }, 'no-expiry', undefined],
    ['an exp that is no time', { exp: null }, 'unknown', undefined],
    ['exp in milliseconds', { exp: NOW + 3_600_000 }, 'valid', NOW + 3_300_000],
    ['exp as text', { exp: String(now - 1) }, 'expired', undefined],
  ];
  for (const [name, claims, state, changesAtMs] of cases) {
    it(`${name}: ${state}`, () => {
      const assessment = assessClaims(claims);
      assert.equal(assessment.state, state);
      assert.equal(assessment.changesAtMs, changesAtMs);
    });
  }
});
