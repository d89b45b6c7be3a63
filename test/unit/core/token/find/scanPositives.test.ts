import assert from 'node:assert/strict';
import { scan } from '../../../../../src/core/token/find/scan';
import { tokenText } from '../../../../../src/core/token/tokenText';
import { mintBasic, mintJwe, mintJws, mintOpaque, segment } from '../../../../support/mint';

/** What is found, as `kind evidence` and the token's text. */
function findings(text: string): string[] {
  return scan(text).map((each) => `${each.kind} ${each.evidence} ${tokenText(text, each)}`);
}

const [header] = mintJws().split('.');
const client = mintOpaque('client-token');

describe('scan: compact serialisations', () => {
  const payload = segment({ sub: 'user' });
  for (const [what, token] of [
    ['a pretty-printed header, LF', mintJws({ header: '{\n  "alg": "HS256"\n}' })],
    ['a pretty-printed header, CRLF', mintJws({ header: '{\r\n  "alg": "HS256"\r\n}' })],
    ['a header indented by tabs', mintJws({ header: '{\n\t"alg": "HS256"\n}' })],
    ['a header with spaces', mintJws({ header: '{ "alg" : "HS256" }' })],
    ['header and payload pretty-printed', mintJws({ header: '{\n  "alg": "HS256"\n}', claims: '{\n  "sub": "x"\n}' })],
    ['alg as the last member', mintJws({ header: { typ: 'JWT', kid: 'k', jwk: { x: 'alg' }, alg: 'ES256' } })],
    ['a 12,000 character header', mintJws({ header: { x5c: ['M'.repeat(9000)], alg: 'RS256' } })],
    ['a payload that is text', mintJws({ claims: 'plain text' })],
    ['a payload that is a JWS', mintJws({ claims: mintJws() })],
    ['a detached payload', `${header}..${'A'.repeat(43)}`],
    ['an unsecured JWS', mintJws({ alg: 'none' })],
    ['a JWE', mintJwe()],
    ['a JWE with an empty key', mintJwe({ alg: 'dir' })],
  ] as const) {
    it(`finds ${what}`, () => {
      for (const [before, after] of [
        ['', ''],
        ['x: ', ', y'],
        ['"\\n', '\\n"'],
        ['a%3D', '&b'],
        ['(', ').'],
        ['\\\\u0022', '\\\\u0022'],
      ]) {
        const text = `${before}${token}${after}`;
        const found = scan(text).map((each) => tokenText(text, each));
        assert.deepEqual(found, [token], `${before} … ${after}`);
      }
    });
  }

  for (const [what, token] of [
    ['a missing signature', `${header}.${payload}`],
    ['a stripped signature', `${header}.${payload}.`],
    [
      'padding',
      `${segment({ alg: 'HS256' })}${'='.repeat((4 - (segment({ alg: 'HS256' }).length % 4)) % 4)}.${payload}.${'A'.repeat(43)}=`,
    ],
    ['a payload that is no JSON', `${header}.%%%`.replace('%%%', 'AAAA.BBBB')],
    ['a JWE of four segments', mintJwe().split('.').slice(0, 4).join('.')],
  ] as const) {
    it(`finds a token with ${what} by its header`, () => {
      assert.deepEqual(findings(`x "${token}" y`), [
        `${token.split('.').length === 4 ? 'jwe' : 'jws'} structure ${token}`,
      ]);
    });
  }

  for (const [what, damage] of [
    ['an illegal character in the payload', (token: string) => token.replace('.', '.#')],
    ['an illegal character in the header', (token: string) => `${token.slice(0, 30)}*${token.slice(30)}`],
    ['white space before the payload', (token: string) => token.replace('.', '.   ')],
    ['a zero-width space', (token: string) => token.replace('.', '.\u200b')],
    ['standard base64 in the payload', (token: string) => token.replace('.', '.+/')],
  ] as const) {
    it(`finds a token with ${what} up to its end, in quotes and as a header field`, () => {
      const damaged = damage(mintJws());
      assert.deepEqual(findings(`x = "${damaged}";`), [`jws structure ${damaged}`]);
      assert.deepEqual(findings(`authorization: Bearer ${damaged}\r\nhost: x`), [`jws structure ${damaged}`]);
    });
  }

  it('leaves the full stop behind a damaged token out', () => {
    const damaged = mintJws().replace('.', '.#');
    assert.deepEqual(findings(`The token ${damaged}. Next`), [`jws structure ${damaged}`]);
  });

  it('finds a token with a damaged header where its name claims it', () => {
    const damaged = `eyJ${mintOpaque('access-token').slice(0, 40)}.${payload}.${'A1b'.repeat(20)}`;
    assert.deepEqual(findings(`access_token=${damaged}`), [`jws key ${damaged}`]);
    assert.deepEqual(findings(`Authorization: Bearer ${damaged}`), [`jws scheme ${damaged}`]);
    assert.deepEqual(findings(`picture=${damaged}`), []);
  });

  it('leaves the full stop of a sentence and further segments out', () => {
    const token = mintJws();
    for (const after of ['.', '. Next', '...and', '.log', '.foo.bar']) {
      const found = scan(token + after).map((each) => tokenText(token + after, each));
      assert.deepEqual(found, after.startsWith('...') ? [] : [token], after);
    }
  });
});

describe('scan: names and schemes', () => {
  const access = mintOpaque('access-token');
  const refresh = mintOpaque('refresh-token');
  const fixture = mintOpaque('access-token').replace('BQ', 'ta');
  const basic = mintBasic();
  for (const [text, kind, evidence, token] of [
    [`"access_token": "${access}"`, 'access-token', 'key', access],
    [`"access_token": "${fixture}"`, 'access-token', 'key', fixture],
    [`SPOTIFY_ACCESS_TOKEN=${fixture}`, 'access-token', 'key', fixture],
    [`export SPOTIFY_ACCESS_TOKEN='${fixture}'`, 'access-token', 'key', fixture],
    [`accessToken: '${fixture}'`, 'access-token', 'key', fixture],
    [`const accessToken: string = \`${fixture}\`;`, 'access-token', 'key', fixture],
    [`"access-token" => "${fixture}"`, 'access-token', 'key', fixture],
    [`api.setAccessToken('${fixture}');`, 'access-token', 'key', fixture],
    [`<accessToken>${fixture}</accessToken>`, 'access-token', 'key', fixture],
    [`<string name="access_token">${fixture}</string>`, 'access-token', 'key', fixture],
    [`{"name":"access_token","value":"${fixture}"}`, 'access-token', 'key', fixture],
    [`{ "key": "refresh_token", "value": "${refresh}" }`, 'refresh-token', 'key', refresh],
    [`?access_token=${fixture}&x`, 'access-token', 'key', fixture],
    [`%26access_token%3D${fixture}%26`, 'access-token', 'key', fixture],
    [`&quot;access_token&quot;:&quot;${fixture}&quot;`, 'access-token', 'key', fixture],
    [`{\\"access_token\\":\\"${fixture}\\"}`, 'access-token', 'key', fixture],
    [`{\\\\\\"access_token\\\\\\":\\\\\\"${fixture}\\\\\\"}`, 'access-token', 'key', fixture],
    [`access token: ${fixture}`, 'access-token', 'key', fixture],
    [`| access_token | ${fixture} |`, 'access-token', 'key', fixture],
    [`refresh_token=${refresh}`, 'refresh-token', 'key', refresh],
    [`'refreshToken', '${refresh}'`, 'refresh-token', 'key', refresh],
    [`token = "${access}"`, 'access-token', 'key', access],
    [`auth=${access}`, 'access-token', 'key', access],
    [`token=${refresh}`, 'refresh-token', 'key', refresh],
    [`GET /callback?code=${refresh}${refresh}&state=x`, 'authorization-code', 'key', refresh + refresh],
    [
      `grant_type=authorization_code&code=${refresh.slice(0, 60)}&redirect_uri=x`,
      'authorization-code',
      'key',
      refresh.slice(0, 60),
    ],
    [`Cookie: sp_t=1; sp_dc=${refresh}; sp_key=2`, 'session-cookie', 'key', refresh],
    [`{"name":"sp_dc","value":"${refresh}"}`, 'session-cookie', 'key', refresh],
    [`client-token: ${client}`, 'client-token', 'key', client],
    [`"granted_token":{"token":"${client}"}`, 'client-token', 'key', client],
    [`Authorization: Bearer ${fixture}`, 'access-token', 'scheme', fixture],
    [`authorization: bearer ${fixture}`, 'access-token', 'scheme', fixture],
    [`curl --oauth2-bearer ${access} https://x`, 'access-token', 'scheme', access],
    [`-H 'Authorization: Bearer ${fixture}'`, 'access-token', 'scheme', fixture],
    [`{"name":"Authorization","value":"Bearer ${fixture}"}`, 'access-token', 'scheme', fixture],
    [`Authorization:[Bearer ${fixture}]`, 'access-token', 'scheme', fixture],
    [`authorization=Bearer%20${fixture}&`, 'access-token', 'scheme', fixture],
    [`authorization=Bearer+${access}`, 'access-token', 'scheme', access],
    [`Authorization: Basic ${basic}`, 'client-credentials', 'scheme', basic],
    [`{"name":"authorization","value":"Basic ${basic}"}`, 'client-credentials', 'scheme', basic],
    [`see ${access}, which`, 'access-token', 'shape', access],
    [access, 'access-token', 'shape', access],
  ] as [string, string, string, string][]) {
    it(`finds the ${kind} in ${text.replaceAll(token, '…')}`, () => {
      assert.deepEqual(findings(text), [`${kind} ${evidence} ${token}`]);
    });
  }

  it('finds Basic credentials of another shape only near accounts.spotify.com', () => {
    const other = mintBasic('my-client-id', 'my-client-secret');
    assert.deepEqual(findings(`Authorization: Basic ${other}`), []);
    assert.deepEqual(findings(`POST https://accounts.spotify.com/api/token\nAuthorization: Basic ${other}`), [
      `client-credentials scheme ${other}`,
    ]);
  });
});

describe('scan: escapes and pieces', () => {
  it('undoes escapes within a token', () => {
    const token = client;
    const basic = mintBasic(`${'a'.repeat(31)}0`, `${'b'.repeat(31)}1`);
    for (const [text, expected] of [
      [`client-token=${encodeURIComponent(token)}&x`, token],
      [`"client-token":"${token.replaceAll('/', '\\/').replaceAll('=', '\\u003d')}"`, token],
      [`Authorization: Basic ${basic.replaceAll('=', '%3D')}`, basic],
    ] as const) {
      assert.deepEqual(
        scan(text).map((each) => tokenText(text, each)),
        [expected],
        text.slice(0, 20),
      );
    }
  });

  it('joins what curl --trace-ascii wraps at 64 columns', () => {
    for (const token of [mintJws(), mintOpaque('access-token'), mintJwe(), mintOpaque('access-token', 68)]) {
      const field = `authorization: Bearer ${token}`;
      const lines = ['0000: GET /v1/me HTTP/1.1', '0012: host: x'];
      let offset = 0x1b;
      for (let at = 0; at < field.length; at += 64) {
        lines.push(`${offset.toString(16).padStart(4, '0')}: ${field.slice(at, at + 64)}`);
        offset += field.slice(at, at + 64).length;
      }
      lines.push(`${(offset + 2).toString(16).padStart(4, '0')}: accept: */*`, '');
      for (const newline of ['\n', '\r\n']) {
        const text = lines.join(newline);
        const [found, ...rest] = scan(text);
        assert.ok(found);
        assert.deepEqual(rest, []);
        assert.equal(tokenText(text, found), token);
        assert.equal(found.pieces?.map((piece) => text.slice(piece.start, piece.end)).join(''), token);
        assert.equal(found.start, found.pieces?.[0]?.start);
        assert.equal(found.end, found.pieces?.at(-1)?.end);
      }
    }
  });

  it('does not glue the next header to a token that fills its trace line', () => {
    const token = mintOpaque('access-token', 64 - 'x: '.length);
    const text = `0010: x: ${token}\n0052: ABCDEF: y\n`;
    assert.deepEqual(
      scan(text).map((each) => tokenText(text, each)),
      [token],
    );
  });

  it('joins strings that are split with +', () => {
    const token = mintJws();
    for (const glue of ["' +\n    '", "'+\r\n'", "' +\n\t\t'"]) {
      const text = `_header: 'Bearer ${token.slice(0, 50)}${glue}${token.slice(50)}\\r\\n' +\n 'Accept: x'`;
      const [found, ...rest] = scan(text);
      assert.ok(found);
      assert.deepEqual(rest, []);
      assert.equal(tokenText(text, found), token);
      assert.equal(found.pieces?.length, 2);
    }
  });

  it('leaves Markdown emphasis, terminal colours and the sign of a diff line out', () => {
    for (const token of [mintJws(), mintOpaque('access-token')]) {
      for (const [before, after] of [
        ['_', '_'],
        ['__', '__'],
        ['**', '**'],
        ['***', '***'],
        ['~~', '~~'],
        ['[x](https://x?t=', ')'],
        ['<', '>'],
        ['\u001b[32m', '\u001b[0m'],
        ['\\u001b[38;5;136m', '\\u001b[39m'],
        ['a\n-', '\n'],
        ['a\n+', '\n'],
      ]) {
        const text = `${before}${token}${after}`;
        assert.deepEqual(
          scan(text).map((each) => tokenText(text, each)),
          [token],
          `${before} … ${after}`,
        );
      }
    }
  });
});
