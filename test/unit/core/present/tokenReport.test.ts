import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { tokenReport } from '../../../../src/core/present/tokenReport';
import { scan } from '../../../../src/core/token/find/scan';
import { mintJwe, mintJws, mintOpaque } from '../../../support/mint';

const NOW = Date.UTC(2026, 10, 21, 13);
const now = NOW / 1000;

const reportsOf = (text: string) => scan(text).map((found) => tokenReport(text, found, NOW));

describe('tokenReport', () => {
  it('says of every kind of token what there is to say', () => {
    const jws = mintJws({ claims: { iss: 'https://example.com', iat: now - 600, exp: now + 3000 } });
    const access = mintOpaque('access-token');
    const text = [
      `Authorization: Bearer ${jws}`,
      `2026-11-21T12:30:00Z {"access_token":"${access}","token_type":"Bearer","expires_in":3600}`,
      `id_token=${mintJwe()}`,
    ].join('\n\n');
    const [first, second, third] = reportsOf(text);
    assert.ok(first && second && third);
    const { start, end, fingerprint, ...rest } = first;
    assert.equal(text.slice(start, end), jws);
    assert.equal(fingerprint, createHash('sha256').update(jws).digest('hex').slice(0, 12));
    assert.deepEqual(rest, {
      kind: 'jws',
      state: 'valid',
      issuedAt: '2026-11-21T12:50:00.000Z',
      expiresAt: '2026-11-21T13:50:00.000Z',
      header: { alg: 'RS256', typ: 'JWT' },
      claims: { iss: 'https://example.com', iat: now - 600, exp: now + 3000 },
      findings: [],
    });
    assert.deepEqual(
      [second.kind, second.state, second.issuedAt, second.expiresAt, second.estimated],
      ['access-token', 'valid', '2026-11-21T12:30:00.000Z', '2026-11-21T13:30:00.000Z', true],
    );
    assert.deepEqual([third.kind, third.state, third.claims], ['jwe', 'unknown', undefined]);
    for (const secret of [jws, access])
      assert.ok(!JSON.stringify([first, second, third]).includes(secret.slice(20, 40)));
  });

  it('gives a token in pieces the fingerprint of the whole', () => {
    const jws = mintJws();
    const [plain] = reportsOf(`Authorization: Bearer ${jws}`);
    const [escaped] = reportsOf(`https://example.com/?id_token=${jws.replaceAll('.', '%2E')}&x=1`);
    assert.ok(plain && escaped);
    assert.equal(escaped.fingerprint, plain.fingerprint);
  });
});
