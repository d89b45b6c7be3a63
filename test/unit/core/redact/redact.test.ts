import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { redact } from '../../../../src/core/redact/redact';
import { fingerprint } from '../../../../src/core/token/fingerprint';
import { mintBasic, mintJws, mintOpaque } from '../../../support/mint';
import { parseSession, toCurl, toHar, toJsonLines } from '../../../support/session';

const RUNS = Number(process.env.AUTHLENS_RUNS ?? 3);

/** No eight characters of the secret in a row, in any of the ways that R1 names. */
function assertGone(text: string, secret: string): void {
  const bytes = Buffer.from(secret);
  const forms = [secret, encodeURIComponent(secret), bytes.toString('hex'), bytes.toString('base64').slice(0, -4)];
  const spaced = text.replace(/([0-9a-f]{2}) (?=[0-9a-f]{2}\b)/g, '$1');
  for (const form of forms) {
    for (let at = 0; at + 8 <= form.length; at++) {
      const gram = form.slice(at, at + 8);
      assert.ok(!text.includes(gram), `${at} of ${form.length} of a form is left`);
    }
  }
  for (let at = 0; at + 16 <= bytes.length * 2; at += 2) {
    assert.ok(!spaced.includes(bytes.toString('hex').slice(at, at + 16)), 'a hexadecimal dump is left');
  }
}

interface Planted {
  readonly text: string;
  readonly secrets: readonly string[];
}

const hex = () => randomBytes(16).toString('hex');
const verifier = () => randomBytes(48).toString('base64url');

/** What `curl --trace-ascii` does to a header: 64 columns a line. */
function wrapped(header: string): string {
  const lines: string[] = [];
  for (let at = 0; at < header.length; at += 64) {
    lines.push(`${(0x52 + at).toString(16).padStart(4, '0')}: ${header.slice(at, at + 64)}`);
  }
  return ['=> Send header, 300 bytes (0x12c)', '0000: GET /v1/me HTTP/1.1', ...lines].join('\n');
}

/** What `curl --trace` does: sixteen bytes a line, in hexadecimal and readable. */
function dumped(text: string): string {
  const lines = ['=> Send header, 300 bytes (0x12c)'];
  for (let at = 0; at < text.length; at += 16) {
    const row = Buffer.from(text.slice(at, at + 16));
    const pairs = [...row].map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
    lines.push(
      `${at.toString(16).padStart(4, '0')}: ${pairs.padEnd(48)}${row.toString('latin1').replace(/[^ -~]/g, '.')}`,
    );
  }
  return lines.join('\n');
}

/** One line a place in which secrets stand. */
const PLACES: readonly (readonly [string, () => Planted])[] = [
  ['a bearer', () => plant([mintOpaque('access-token')], ([token]) => `Authorization: Bearer ${token}\n`)],
  [
    'HTTP/2 names',
    () =>
      plant(
        [mintOpaque('access-token')],
        ([token]) => `> authorization: Bearer ${token}\n* h2h3 [authorization: Bearer ${token}]`,
      ),
  ],
  ['a JWT', () => plant([mintJws()], ([token]) => `token=${token}; ${token}`)],
  [
    'Basic',
    () => {
      const [id, secret] = [hex(), hex()];
      return {
        text: `Authorization: Basic ${mintBasic(id, secret)}\nclient_secret=${secret}`,
        secrets: [mintBasic(id, secret), secret],
      };
    },
  ],
  [
    'a form body',
    () =>
      plant(
        [mintOpaque('refresh-token'), verifier(), hex()],
        ([refresh, proof, secret]) =>
          `grant_type=refresh_token&refresh_token=${refresh}&code_verifier=${proof}&client_secret=${secret}`,
      ),
  ],
  [
    'a callback',
    () => plant([mintOpaque('authorization-code')], ([code]) => `GET /callback?code=${code}&state=abc HTTP/1.1`),
  ],
  [
    'cookies',
    () =>
      plant(
        [mintOpaque('session-cookie'), hex()],
        ([cookie, key]) => `Cookie: sp_dc=${cookie}; sp_key=${key}; theme=dark`,
      ),
  ],
  [
    'a set cookie',
    () => plant([mintOpaque('session-cookie')], ([cookie]) => `Set-Cookie: sp_dc=${cookie}; Path=/; Secure`),
  ],
  [
    'JSON in JSON',
    () =>
      plant([mintOpaque('access-token')], ([token]) =>
        JSON.stringify({ body: JSON.stringify({ access_token: token }) }),
      ),
  ],
  [
    'a client token with slashes, escaped',
    () =>
      plant(
        [mintOpaque('client-token')],
        ([token]) => `{"client-token":"${token?.replaceAll('/', '\\/')}"}\nclient-token: ${token}`,
      ),
  ],
  [
    'percent-encoded',
    () =>
      plant(
        [mintOpaque('client-token')],
        ([token]) => `client-token: ${token}\nGET /x?t=${encodeURIComponent(token ?? '')}`,
      ),
  ],
  [
    'base64 of a body',
    () =>
      plant(
        [mintOpaque('access-token')],
        ([token]) =>
          `{"encoding":"base64","text":"${Buffer.from(JSON.stringify({ access_token: token, token_type: 'Bearer' })).toString('base64')}"}`,
      ),
  ],
  [
    'base64 of a known token',
    () =>
      plant(
        [mintOpaque('access-token')],
        ([token]) => `Bearer ${token} and x${Buffer.from(`ab${token}`).toString('base64')}`,
      ),
  ],
  [
    'hexadecimal of a known token',
    () =>
      plant(
        [mintOpaque('access-token')],
        ([token]) => `Bearer ${token} and ${Buffer.from(token ?? '').toString('hex')}`,
      ),
  ],
  [
    'a cut copy of a known token',
    () =>
      plant(
        [mintOpaque('access-token')],
        ([token]) => `Bearer ${token}\nsent ${token?.slice(20, 60)}... and ${token?.slice(-12)}`,
      ),
  ],
  [
    'a wrapped trace',
    () => plant([mintOpaque('access-token')], ([token]) => wrapped(`Authorization: Bearer ${token}`)),
  ],
  [
    'a hexadecimal trace',
    () =>
      plant([mintOpaque('access-token')], ([token]) =>
        dumped(`GET /v1/me HTTP/1.1\r\nAuthorization: Bearer ${token}\r\nAccept: */*\r\n\r\n`),
      ),
  ],
  [
    'an axios dump',
    () =>
      plant(
        [mintOpaque('access-token')],
        ([token]) =>
          `  _header: 'GET /v1/me HTTP/1.1\\r\\n' +\n    'Authorization: Bearer ${token?.slice(0, 70)}' +\n    '${token?.slice(70)}\\r\\n' +\n    'Host: x'\n  Authorization: 'Bearer ${token}'`,
      ),
  ],
  [
    'a Python repr',
    () =>
      plant(
        [mintOpaque('access-token')],
        ([token]) => `send: b'GET /v1/me HTTP/1.1\\r\\nAuthorization: Bearer ${token}\\r\\n\\r\\n'`,
      ),
  ],
];

function plant(secrets: readonly string[], write: (secrets: readonly string[]) => string): Planted {
  return { text: write(secrets), secrets };
}

describe('redact', () => {
  for (const [place, make] of PLACES) {
    it(`leaves nothing of a secret in ${place}, and does it once (R1, R3)`, () => {
      for (let run = 0; run < RUNS; run++) {
        const { text, secrets } = make();
        const { text: redacted, replaced } = redact(text);
        for (const secret of secrets) assertGone(redacted, secret);
        assert.equal(redact(redacted).text, redacted);
        const known = replaced.map((entry) => entry.fingerprint);
        for (const secret of secrets) assert.ok(known.includes(fingerprint(secret)));
      }
    });
  }

  for (const [name, write] of Object.entries({ toHar, toJsonLines, toCurl })) {
    it(`keeps a whole session readable without its secrets: ${name} (R1, R2, R3)`, () => {
      const entries = parseSession(
        'login | call 200 | +3700 call 401 "The access token expired" | refresh 200 rotate | call 200',
      );
      const text = write(entries);
      const { text: redacted } = redact(text);
      const secrets = text.match(/[BA]Q[A-D][\w-]{60,}/g) ?? [];
      assert.ok(secrets.length > 5);
      for (const secret of secrets) assertGone(redacted, secret);
      assert.equal(redact(redacted).text, redacted);
      const masked = text.replace(/[BA]Q[A-D][\w-]{60,}/g, '*');
      assert.equal(redacted.replace(/‹[^›]+›/g, '*'), masked);
      if (write === toHar) assert.equal(JSON.parse(redacted).log.entries.length, entries.length);
    });
  }

  it('gives equal secrets equal names and different ones different names (R4)', () => {
    const [one, two] = [mintOpaque('access-token'), mintOpaque('access-token')];
    const { text, replaced } = redact(`Bearer ${one}\nBearer ${two}\nBearer ${one}`);
    const [a, b, c] = text.split('\n');
    assert.equal(a, c);
    assert.notEqual(a, b);
    assert.deepEqual(
      replaced.map(({ count }) => count),
      [2, 1],
    );
  });

  it('tells a body in base64 without its secret, still in base64 (R2)', () => {
    const token = mintOpaque('access-token');
    const body = Buffer.from(JSON.stringify({ access_token: token, scope: 'user-read-email' })).toString('base64');
    const redacted = JSON.parse(redact(JSON.stringify({ text: body })).text);
    const inner = JSON.parse(Buffer.from(redacted.text, 'base64').toString());
    assert.equal(inner.scope, 'user-read-email');
    assert.match(inner.access_token, /^‹access-token-1/);
  });

  const HARMLESS: readonly string[] = [
    '',
    'nothing to see here',
    'grant_type=authorization_code&code=invalid_request&token_type=Bearer',
    '{"error":"invalid_grant","error_description":"Refresh token revoked"}',
    '{"refresh_token":null,"access_token":"","password":"undefined"}',
    'const password = process.env.PASSWORD; // client_secret is not set',
    'Authorization: Bearer undefined',
    'Cookie: theme=dark; lang=en',
    'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=',
    '0000: 47 45 54 20 2f 20 48 54 54 50 2f 31 2e 31 0d 0a GET / HTTP/1.1..',
  ];
  for (const text of HARMLESS) {
    it(`changes nothing where nothing is secret: ${text.slice(0, 40)} (R6)`, () => {
      assert.deepEqual(redact(text), { text, replaced: [] });
    });
  }

  it('takes any text', () => {
    for (const text of [
      '\ud800',
      'Cookie: a=\ud800\udfff\ud800; sp_dc=\ud800aaaaaaaaaaaa',
      'client_secret=%E0%A4%A',
      '{"a":'.repeat(5000),
    ]) {
      const once = redact(text).text;
      assert.equal(redact(once).text, once);
    }
  });
});
