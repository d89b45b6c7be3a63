import assert from 'node:assert/strict';
import { assess } from '../../../../../src/core/token/read/assess';
import { decode } from '../../../../../src/core/token/read/decode';
import type { JsonDocument } from '../../../../../src/core/token/read/decoded';
import { corpusFiles, describeCorpus } from '../../../../support/corpus';
import { mintJwe, segment } from '../../../../support/mint';
import { whole } from '../../../../support/whole';

const NOW = Date.UTC(2026, 10, 21, 13);

function judge(text: string, kind: 'jws' | 'jwe' = 'jws') {
  const decoded = decode(text, whole(text, kind));
  const { state, findings, lifetime } = assess(decoded, undefined, NOW);
  return { decoded, state, lifetime, codes: findings.map(({ code }) => code) };
}

/** Without the missing prototype, for comparing. */
const plain = (document: JsonDocument | undefined): unknown => document && JSON.parse(JSON.stringify(document.value));

describe('the examples of the RFCs, put together from their decoded parts', () => {
  const joe = '{"iss":"joe",\r\n "exp":1300819380,\r\n "http://example.com/is_root":true}';

  it('RFC 7515 A.1: white space inside the JSON', () => {
    const { decoded, state, lifetime, codes } = judge(
      `${segment('{"typ":"JWT",\r\n "alg":"HS256"}')}.${segment(joe)}.${'A'.repeat(43)}`,
    );
    assert.ok(decoded.kind === 'jws');
    assert.deepEqual(plain(decoded.header), { typ: 'JWT', alg: 'HS256' });
    assert.deepEqual(plain(decoded.claims), { iss: 'joe', exp: 1300819380, 'http://example.com/is_root': true });
    assert.equal(decoded.claims?.text, joe);
    assert.equal(state, 'expired');
    assert.equal(lifetime.expiresAtMs, Date.parse('2011-03-22T18:43:00Z'));
    assert.deepEqual(codes, ['missing-iat', 'expired']);
  });

  it('RFC 7515 A.5 and RFC 7519 6.1: unsecured', () => {
    const { decoded, codes } = judge(`${segment({ alg: 'none' })}.${segment(joe)}.`);
    assert.ok(decoded.kind === 'jws' && decoded.form === 'unsecured');
    assert.deepEqual(codes, ['alg-none', 'missing-iat', 'expired']);
  });

  it('RFC 7515 appendix F: detached', () => {
    const { decoded, state, codes } = judge(`${segment({ alg: 'HS256' })}..${'A'.repeat(43)}`);
    assert.ok(decoded.kind === 'jws' && decoded.form === 'detached' && decoded.payload === 'detached');
    assert.equal(state, 'unknown');
    assert.deepEqual(codes, []);
  });

  it('RFC 7516 A.1: encrypted, only the header can be read', () => {
    const { decoded, state, codes } = judge(mintJwe(), 'jwe');
    assert.ok(decoded.kind === 'jwe');
    assert.deepEqual(plain(decoded.header), { alg: 'RSA-OAEP', enc: 'A256GCM' });
    assert.deepEqual(
      decoded.segments.map(({ name }) => name),
      ['header', 'encrypted-key', 'initialization-vector', 'ciphertext', 'authentication-tag'],
    );
    assert.equal(state, 'unknown');
    assert.deepEqual(codes, []);
  });

  it('a JWT inside a JWS: the claims inside count, offsets are those of the outer text', () => {
    const inner = `${segment({ alg: 'HS256', typ: 'JWT' })}.${segment('{"iat":1,"exp":2}')}.${'A'.repeat(43)}`;
    const text = `${segment({ alg: 'HS256', cty: 'JWT' })}.${segment(inner)}.${'A'.repeat(43)}`;
    const { decoded, state, lifetime, codes } = judge(text);
    assert.ok(decoded.kind === 'jws' && decoded.nested?.kind === 'jws');
    assert.equal(state, 'expired');
    assert.equal(lifetime.expiresAtMs, 2000);
    assert.deepEqual(codes, ['expired']);
    const exp = decoded.nested.claims?.members[1];
    assert.ok(exp && decoded.segments[1]);
    assert.ok(decoded.segments[1].start < exp.start && exp.end < decoded.segments[1].end);
    const around = text.slice(
      decoded.segments[1].start,
      Math.ceil((exp.end - decoded.segments[1].start) / 4) * 4 + decoded.segments[1].start,
    );
    // What stands up to the end of `exp` decodes to the inner token up to the end of its `exp`.
    assert.ok(inner.startsWith(Buffer.from(around, 'base64url').toString().slice(0, -3)));
  });
});

describeCorpus('RFC 7520 and its kin: compact serializations', () => {
  interface Example {
    readonly title: string;
    readonly input: { readonly payload?: string; readonly plaintext?: string };
    readonly signing?: { readonly protected?: object };
    readonly encrypting_content?: { readonly protected?: object };
    readonly output?: { readonly compact?: string };
  }
  let seen = 0;
  for (const file of corpusFiles('jose-ietf-cookbook')) {
    if (!file.path.endsWith('.json') || /jwk__|package\.json/.test(file.path)) continue;
    const example = JSON.parse(file.read()) as Example;
    const compact = example.output?.compact;
    if (compact === undefined) continue;
    seen++;
    it(example.title, () => {
      const kind = example.signing ? 'jws' : 'jwe';
      const { decoded, codes, state } = judge(compact, kind);
      assert.ok(decoded.kind === kind);
      assert.deepEqual(plain(decoded.header), (example.signing ?? example.encrypting_content)?.protected);
      const harmless = ['deprecated-algorithm', 'zip', 'unencoded-payload'];
      assert.deepEqual(
        codes.filter((code) => !harmless.includes(code)),
        [],
      );
      if (decoded.kind !== 'jws') return;
      const detached = compact.split('.')[1] === '';
      assert.equal(state, detached ? 'unknown' : 'no-expiry');
      assert.equal(decoded.payload, detached ? 'detached' : 'content');
      assert.equal(decoded.payloadText, detached ? undefined : example.input.payload);
    });
  }

  it('has compact examples', () => assert.ok(seen >= 15, `${seen}`));
});

describeCorpus('jwt.io: one token for each of 17 algorithms', () => {
  const [file] = corpusFiles('jose-jwtio').filter(({ path }) => path.endsWith('.json'));
  const tokens = JSON.parse(file?.read() ?? '{}') as Record<string, { readonly token: string }>;
  for (const [name, { token }] of Object.entries(tokens)) {
    it(name, () => {
      const { decoded, state, codes } = judge(token);
      assert.ok(decoded.kind === 'jws');
      const [header, claims] = token
        .split('.')
        .map((part, index) => index < 2 && JSON.parse(Buffer.from(part, 'base64url').toString()));
      assert.deepEqual(plain(decoded.header), header);
      assert.deepEqual(plain(decoded.claims), claims);
      assert.equal(state, 'no-expiry');
      assert.deepEqual(
        codes,
        name === 'none'
          ? ['alg-none', 'missing-exp']
          : name === 'EdDSA'
            ? ['deprecated-algorithm', 'missing-exp']
            : ['missing-exp'],
      );
    });
  }

  it('are all there', () => assert.equal(Object.keys(tokens).length, 17));
});
