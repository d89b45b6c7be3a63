import assert from 'node:assert/strict';
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { scan } from '../../../../../src/core/token/find/scan';
import { mintBasic, mintJws, mintOpaque, segment } from '../../../../support/mint';

const [header, payload] = mintJws().split('.');
const digits = (length: number) => randomBytes(length).toString('base64url').slice(0, length);
const cookie = `${segment({ user: 1, csrf_token: digits(40) })}.${digits(6)}.${digits(27)}`;

/** Values that are no token, whatever stands before them. */
const VALUES: readonly (readonly [what: string, value: string])[] = [
  ['YOUR_ACCESS_TOKEN', 'YOUR_ACCESS_TOKEN'],
  ['a word in angle brackets', '<your-access-token-goes-here-please-1>'],
  ['a template variable', '{{spotify_access_token_of_user_1}}'],
  ['a shell variable', '$SPOTIFY_ACCESS_TOKEN'],
  ['a template literal', `\${accessTokenOfTheCurrentUser1}`],
  ['a percent placeholder', '%ACCESS_TOKEN%'],
  ['x repeated', 'x'.repeat(120)],
  ['BQ and x repeated', `BQ${'x'.repeat(120)}`],
  ['BQA and zeros', `BQA${'0'.repeat(120)}`],
  ['asterisks', '*'.repeat(40)],
  ['black boxes', '██'],
  ['[REDACTED]', '[REDACTED]'],
  ['the start of an access token and an ellipsis', `${mintOpaque('access-token', 80)}...`],
  ['the start of an access token and a typographic ellipsis', `${mintOpaque('access-token', 80)}…`],
  ['the end of an access token', `...${mintOpaque('access-token', 80)}`],
  ['a masked access token', `${mintOpaque('access-token', 80)}***`],
  ['a short sample', 'NgCXRK...MzYjw'],
  ['a JWT with an ellipsis', `${header}.${payload?.slice(0, 12)}...`],
  ['a header with an ellipsis', `${header}...`],
  ['a signature with an ellipsis', `${header}.${payload}.AbCdEf012345...`],
  ['code that gets a token', 'getAccessTokenFromStorage'],
  ['code that gets a token, with digits', 'spotifyApi2.getAccessTokenFromLocalStorageV1()'],
  ['a property', 'process.env.SPOTIFY_ACCESS_TOKEN_1'],
  ['a snake-case name', 'my_test_access_token_for_user_number_1234567890'],
  ['a kebab-case name', 'this-is-a-fake-access-token-0123456789-for-tests'],
  ['an Azure refresh token', `AQABAAAA${digits(400)}`],
  ['an Azure code', `AQABAAIAA${digits(400)}`],
  ['a LinkedIn token', `AQV${digits(170)}`],
  ['another LinkedIn token', `AQW${digits(170)}`],
  ['a LinkedIn cookie', `AQED${digits(148)}`],
  ['an AWS KMS ciphertext', `AQICAHh${digits(200)}`],
  ['a Google access token', `ya29.a0${digits(160)}`],
  ['a GitHub token', `gho_${digits(36)}`],
  ['a signed cookie of Flask', cookie],
  ['base64 of JSON', segment({ sub: 'user', padding: digits(60) })],
  ['base64 of JSON with alg', segment({ alg: 'RS256', kty: 'RSA', n: digits(60) })],
  ['base64 of JSON with spaces', segment(JSON.stringify({ sub: 'user', padding: digits(60) }, undefined, 2))],
  ['base64 of text', segment('Lorem ipsum dolor sit amet, consectetur adipiscing elit 2026.')],
  ['a UUID', randomUUID()],
  ['an MD5', createHash('md5').update('x').digest('hex')],
  ['a SHA-256', createHash('sha256').update('x').digest('hex')],
  ['a version', '1.2.3-beta.4+build.567890123456789012345678901234567890'],
  ['dotted words', 'com.spotify.android.auth.AccessTokenProvider.Companion1'],
  ['a file', 'eyJson.parser.spec.ts'],
  ['a source map', `data:application/json;base64,${segment({ version: 3, sources: ['a.ts'] })}`],
  ['an empty value', ''],
  ['a boolean', 'true'],
  ['a number', '12345678901234567890123456789012345678901234567890'],
];

const NAMES = [
  (value: string) => value,
  (value: string) => `access_token=${value}`,
  (value: string) => `"accessToken": "${value}",`,
  (value: string) => `refresh_token: '${value}'`,
  (value: string) => `Authorization: Bearer ${value}\r\n`,
  (value: string) => `{"name":"access_token","value":"${value}"}`,
  (value: string) => `https://x.example/callback?code=${value}&state=1`,
  (value: string) => `Cookie: sp_dc=${value}; session=${value}`,
  (value: string) => `const accessToken = ${value};`,
  (value: string) => `setRefreshToken(\`${value}\`)`,
];

/** Texts without a token. */
const TEXTS: readonly (readonly [what: string, text: string])[] = [
  ['a refresh token without a name', mintOpaque('refresh-token')],
  ["Spotify's other cookies", `sp_ac=${mintOpaque('refresh-token')}; csrf_token=${mintOpaque('refresh-token')}`],
  ['an idempotency token', `"clientToken": "${digits(48)}"`],
  ['an AQ value under another name', `id=${mintOpaque('refresh-token')}`],
  ['credentials without a scheme', mintBasic()],
  ['credentials of another service', `Authorization: Basic ${mintBasic('user', 'password')}`],
  ['base64 that begins as an access token', `"image": "${mintOpaque('access-token', 80)}+${digits(80)}"`],
  ['base64 that goes on after it', `"image": "${digits(80)}/${mintOpaque('access-token', 80)}"`],
  ['a path', `/${mintOpaque('access-token', 80)}.png`],
  ['a longer word', `x${mintOpaque('access-token')}`],
  ['a token inside a longer word', `id-${mintJws()}`],
  ['integrity hashes', `integrity sha512-${randomBytes(64).toString('base64')}`],
  ['a commit', `commit ${createHash('sha1').update('x').digest('hex')}`],
  ['a header without a dot', `"protected": "${header}"`],
  ['a header at the end of a sentence', `the header ${header}. Next`],
  ['code as a status', `"code": "${digits(48)}"`],
  ['error codes', 'error code: 0123456789abcdefABCDEF0123456789abcdefABCDEF'],
  ['words', 'The access token: see the documentation of the Authorization: Bearer scheme.'],
];

describe('scan: what is no token', () => {
  for (const [what, value] of VALUES) {
    it(`reports no ${what}, whatever name stands before it`, () => {
      for (const named of NAMES) {
        const text = named(value);
        assert.deepEqual(scan(text), [], text);
      }
    });
  }

  for (const [what, text] of TEXTS) {
    it(`finds nothing in ${what}`, () => assert.deepEqual(scan(text), [], text));
  }
});
