import assert from 'node:assert/strict';
import { diagnose } from '../../../../src/core/diagnose/diagnose';
import type { CauseId } from '../../../../src/core/diagnose/diagnosis';
import { mintJws } from '../../../support/mint';
import { type Entry, parseSession, toCurl, toHar, toJsonLines } from '../../../support/session';

const NEUTRAL = '"Missing/invalid/expired access token"';
const AUTHORIZE = 'https://accounts.spotify.com/authorize?client_id=x&response_type=code&state=s';

/** Verdict first, then the second findings. */
const CASES: readonly (readonly [name: string, script: string, causes: readonly CauseId[]])[] = [
  // healthy
  ['a login and some calls', 'login | call 200 | +60 call 200 path=/v1/me/playlists', ['none']],
  ['a refresh before the end', 'login | call 200 | +3500 refresh 200 | call 200', ['none']],
  [
    'a refresh that rotates',
    'login | call 200 | +3500 refresh 200 rotate | call 200 | +3500 refresh 200 rotate | call 200',
    ['none'],
  ],
  [
    'a token that lives for seconds',
    'login in=2 | call 200 | +1 refresh 200 in=2 | call 200 | +1 refresh 200 in=2 | call 200',
    ['none'],
  ],
  ['an id that does not exist', 'login | call 404 "Resource not found" path=/v1/tracks/x', ['none']],
  [
    'no device',
    'login | call 404 "Player command failed: No active device found" reason=NO_ACTIVE_DEVICE method=PUT path=/v1/me/player/play',
    ['none'],
  ],

  // D1, D2: expired
  ['D1 old text', 'login | call 200 | +3700 call 401 "The access token expired"', ['session-expired']],
  ['D1 new text, old token', `login | call 200 | +3700 call 401 ${NEUTRAL}`, ['session-expired']],
  ['D1 no body, old token', 'login | call 200 | +3700 call 401', ['session-expired']],
  ['D1 first use an hour ago', `call 200 | +3700 call 401 ${NEUTRAL}`, ['session-expired']],
  ['D2 handled', `login | call 200 | +3700 call 401 ${NEUTRAL} | refresh 200 | call 200`, ['session-expired']],
  ['D2 handled, no login in the log', `call 401 ${NEUTRAL} | refresh 200 | call 200`, ['session-expired']],
  ['D1 short token', `login in=2 | call 200 | +2 call 401 ${NEUTRAL}`, ['session-expired']],

  // D3, D4, D5, D19, D20: the refresh is refused
  [
    'D3',
    'login | +3700 call 401 "The access token expired" | refresh 400 "Refresh token revoked"',
    ['permission-revoked', 'session-expired'],
  ],
  [
    'D3 retried at once',
    'login | refresh 400 "Refresh token revoked" | refresh 400 "Refresh token revoked"',
    ['permission-revoked'],
  ],
  [
    'D3 amid 5xx',
    'login | call 503 "upstream" plain | refresh 400 "Refresh token revoked"',
    ['spotify-outage', 'permission-revoked'],
  ],
  [
    'D3 an hour after a good refresh',
    'login | +3500 refresh 200 | call 200 | +3500 refresh 400 "Refresh token revoked"',
    ['permission-revoked'],
  ],
  ['D4', 'login | refresh 400 "Refresh token expired"', ['refresh-token-expired']],
  ['D4 by age', 'login | +16000000 refresh 400', ['refresh-token-expired']],
  ['D5', 'login | refresh 400 "Invalid refresh token"', ['refresh-token-invalid']],
  ['D5 the word null', 'refresh 400 "Invalid refresh token" sends=null', ['refresh-token-invalid']],
  [
    'D19',
    'login | +3500 refresh 200 | call 200 | +3500 refresh 400 "refresh_token must be supplied" error=invalid_request sends=empty',
    ['refresh-token-lost'],
  ],
  [
    'D19 undefined',
    'login | +3500 refresh 200 | call 200 | +3500 refresh 400 "Invalid refresh token" sends=undefined',
    ['refresh-token-lost'],
  ],
  [
    'D20 both succeed',
    'login | +3500 refresh 200 rotate | refresh 200 rotate sends=old | call 200',
    ['refresh-token-reused'],
  ],
  [
    'D20 the second fails',
    'login | +3500 refresh 200 rotate | refresh 400 "Refresh token revoked" sends=old',
    ['refresh-token-reused'],
  ],
  [
    'D20 a rotated token kept for an hour',
    'login | +3500 refresh 200 rotate | call 200 | +3500 refresh 400 "Refresh token revoked" sends=old',
    ['refresh-token-reused'],
  ],
  ['a refusal without words', 'login | refresh 400 error=invalid_grant', ['cannot-tell']],

  // D6: the header
  ['D6 no header, new text', `login | call 200 | call 401 ${NEUTRAL} with=none`, ['missing-token']],
  ['D6 no header, said', 'call 401 "No token provided" with=none', ['missing-token']],
  [
    'D6 undefined',
    'login | call 400 "Only valid bearer authentication supported" with=undefined',
    ['malformed-authorization'],
  ],
  ['D6 empty', `login | call 401 ${NEUTRAL} with=empty`, ['malformed-authorization']],
  ['D6 Basic', 'login | call 400 "Only valid bearer authentication supported" with=basic', ['malformed-authorization']],
  [
    'D6 after a logout',
    'login | call 200 | get http://127.0.0.1:3000/logout 200 | call 401 "No token provided" with=none',
    ['logged-out'],
  ],
  [
    'D6 undefined after a logout',
    `login | call 200 | get http://127.0.0.1:3000/logout 200 | call 401 ${NEUTRAL} with=undefined`,
    ['logged-out'],
  ],
  [
    'D6 undefined after a logout and a new login',
    `login | call 200 | get http://127.0.0.1:3000/logout 200 | login | call 401 ${NEUTRAL} with=undefined`,
    ['malformed-authorization'],
  ],

  // the wrong value
  ['a refresh token', `login | call 401 "Invalid access token" with=refresh`, ['wrong-token-kind']],
  ['half a token, new text', `login | call 200 | call 401 ${NEUTRAL} with=half`, ['wrong-token-kind']],
  ['said to be invalid', 'call 401 "Invalid access token"', ['wrong-token-kind']],

  // D10: outage
  ['D10 works elsewhere', 'login | call 200 | call 401 "Access token missing" path=/v1/me/player', ['spotify-outage']],
  [
    'D10 works on retry',
    'login | call 401 "Access token missing" path=/v1/me/player | call 200 path=/v1/me/player',
    ['spotify-outage'],
  ],
  [
    'D10 but really no token',
    'login | call 200 | call 401 "Access token missing" path=/v1/me/player with=none',
    ['missing-token'],
  ],
  [
    'D10 but an hour old',
    'login | call 200 | +3700 call 401 "Access token missing" path=/v1/me/player',
    ['session-expired'],
  ],
  ['D10 new text, works on retry', `login | call 401 ${NEUTRAL} | call 200`, ['spotify-outage']],
  ['D10 5xx', 'login | call 200 | call 502 "upstream connect error" plain', ['spotify-outage']],
  [
    'D10 many tokens',
    `call 401 ${NEUTRAL} with=other | call 401 ${NEUTRAL} with=other | call 401 ${NEUTRAL} with=other`,
    ['spotify-outage', 'cannot-tell'],
  ],

  // D11 to D17: the token is good
  ['D11 401', 'login | call 401 "Permissions missing" path=/v1/me/player', ['missing-scope']],
  ['D11 403', 'login | call 403 "Insufficient client scope" path=/v1/me/top/artists', ['missing-scope']],
  ['D11 by what was granted', 'login scope=user-read-email | call 403 path=/v1/me/top/artists', ['missing-scope']],
  ['D12', 'app | call 401 "Valid user authentication required"', ['app-only-token']],
  ['D12 by the grant', `app | call 200 path=/v1/search | call 401 ${NEUTRAL}`, ['app-only-token']],
  ['D13', 'login | call 403 "User not registered in the Developer Dashboard"', ['user-not-registered']],
  [
    'D13 plain',
    'login | call 403 "Check settings on developer.spotify.com/dashboard, the user may not be registered." plain',
    ['user-not-registered'],
  ],
  [
    'D14',
    'login | call 403 "Active premium subscription required for the owner of the app." plain',
    ['owner-needs-premium'],
  ],
  ['D15', 'login | call 200 | call 403 "Forbidden" path=/v1/artists/x/top-tracks', ['endpoint-removed']],
  ['D15 not a closed endpoint', 'login | call 403 "Forbidden" method=PUT path=/v1/playlists/x/items', ['cannot-tell']],
  [
    'D16',
    'login | call 403 "Player command failed: Premium required" reason=PREMIUM_REQUIRED method=PUT path=/v1/me/player/play',
    ['listener-needs-premium'],
  ],
  ['D17', 'login | call 429 "API rate limit exceeded" | call 429', ['rate-limited']],

  // D18: the login
  ['D18 secret', 'exchange 400 "Invalid client secret" error=invalid_client', ['client-credentials-wrong']],
  ['D18 code', 'exchange 400 "Invalid authorization code"', ['authorization-code-reused-or-invalid']],
  [
    'D18 code twice',
    'exchange 200 | exchange 400 "Invalid authorization code" code=same',
    ['authorization-code-reused-or-invalid'],
  ],
  ['D18 code late', 'exchange 400 "Authorization code expired"', ['authorization-code-expired']],
  ['D18 redirect', 'exchange 400 "Invalid redirect URI"', ['redirect-uri-mismatch']],
  ['D18 verifier', 'exchange 400 "code_verifier was incorrect"', ['pkce-verifier-mismatch']],
  [
    'D18 JSON',
    'exchange 400 "grant_type parameter is missing" error=unsupported_grant_type json',
    ['token-request-malformed'],
  ],
  ['D18 415', 'exchange 415 "Unexpected status: 415" error=server_error json', ['token-request-malformed']],
  ['D18 field', 'exchange 400 "code must be supplied" error=invalid_request', ['token-request-malformed']],
  ['token endpoint 503', 'refresh 503 "upstream connect error"', ['spotify-outage']],

  // D21
  [
    'D21',
    `login | +3700 call 401 "The access token expired" | refresh 200 | call 401 "The access token expired" with=old`,
    ['token-not-applied', 'session-expired'],
  ],
  ['D21 twice', `login | call 401 ${NEUTRAL} | refresh 200 | call 401 ${NEUTRAL} with=old`, ['token-not-applied']],
  [
    'D21 one behind',
    `login | +3700 call 401 ${NEUTRAL} | refresh 200 | +60 refresh 200 | call 401 ${NEUTRAL} with=old`,
    ['token-not-applied', 'session-expired'],
  ],
  [
    'D21 new token refused too',
    `login | call 401 ${NEUTRAL} path=/v1/me/top/artists | refresh 200 | call 401 ${NEUTRAL} path=/v1/me/top/artists`,
    ['missing-scope', 'cannot-tell'],
  ],

  // D22, D23 and the consent screen
  [
    'D22 localhost',
    `get ${AUTHORIZE}&redirect_uri=http%3A%2F%2Flocalhost%3A8888%2Fcallback 400`,
    ['redirect-uri-insecure'],
  ],
  [
    'D22 http',
    `get ${AUTHORIZE}&redirect_uri=http%3A%2F%2Fexample.com%2Fcallback 400 "INVALID_CLIENT: Insecure redirect URI"`,
    ['redirect-uri-insecure'],
  ],
  [
    'D22 loopback is fine',
    `get ${AUTHORIZE}&redirect_uri=http%3A%2F%2F127.0.0.1%3A8888%2Fcallback 302 location=http://127.0.0.1:8888/callback?code=x&state=s | login | call 200`,
    ['none'],
  ],
  [
    'not registered',
    `get ${AUTHORIZE}&redirect_uri=https%3A%2F%2Fexample.com%2Fcb 400 "INVALID_CLIENT: Invalid redirect URI"`,
    ['redirect-uri-mismatch'],
  ],
  [
    'D23',
    'get https://accounts.spotify.com/authorize?client_id=x&response_type=token&redirect_uri=http%3A%2F%2F127.0.0.1%3A1%2Fcb 400',
    ['implicit-grant-removed'],
  ],
  [
    'D23 in the fragment',
    'get http://127.0.0.1:8888/cb#error=unsupported_response_type 200',
    ['implicit-grant-removed'],
  ],
  [
    'cancelled',
    `get ${AUTHORIZE}&redirect_uri=http%3A%2F%2F127.0.0.1%3A8888%2Fcallback 302 location=http://127.0.0.1:8888/callback?error=access_denied&state=s`,
    ['user-denied-consent'],
  ],
  [
    'commas between scopes',
    `get ${AUTHORIZE}&scope=user-read-email%2Cuser-top-read 400 "Illegal scope"`,
    ['missing-scope'],
  ],

  // nothing to go by
  ['a bare 401', `call 401 ${NEUTRAL}`, ['cannot-tell']],
  [
    "a library's 401",
    'call 401 "Bad or expired token. This can happen if the user revoked a token." plain',
    ['cannot-tell'],
  ],

  // D8
  [
    'D8 beside plain expiry',
    'skew 300 | login | call 200 | +3700 call 401 "The access token expired"',
    ['session-expired', 'clock-wrong'],
  ],
  ['D8 alone', 'skew -5400 | login | call 200 | call 200', ['clock-wrong']],
  ['eleven seconds', 'skew 11 | login | call 200 | call 200', ['none']],
  ['the Date of a cache', 'login | call 200 | call 200 cached path=/v1/tracks/x', ['none']],

  // other systems
  [
    'a 401 of somebody else',
    'get https://api.example.com/v1/me 401 "Unauthorized" | get https://example.com/ 200',
    ['none'],
  ],
  ['a 503 of somebody else', 'login | call 200 | get https://example.com/ 503', ['none']],
  ['jsonwebtoken', 'get http://localhost:7007/api/catalog 401 "jwt expired"', ['session-expired']],
  ['jose', 'get http://localhost:7007/api/catalog 401 "signature verification failed"', ['signature-invalid']],
  ['PostgREST', 'get https://x.supabase.co/rest/v1/t 401 "JWT issued at future"', ['token-not-yet-valid']],
  [
    'a JWT refused without words',
    `get https://x.example/api 401 bearer=${mintJws({ claims: { exp: Date.UTC(2030, 0, 1) / 1000 } })}`,
    ['cannot-tell'],
  ],
  ['audience', 'get https://x.example/api 401 "jwt audience invalid. expected: a"', ['wrong-audience-or-issuer']],
];

/** What a format leaves out, the rest of the log has to make up for. */
const BY_FORMAT: readonly (readonly [
  name: string,
  write: (entries: readonly Entry[]) => string,
  script: string,
  causes: readonly CauseId[],
])[] = [
  [
    'a race without the forms',
    toCurl,
    'login | +3500 refresh 200 rotate | refresh 400 "Refresh token revoked" sends=old',
    ['refresh-token-reused', 'permission-revoked'],
  ],
  [
    'a loss without the forms',
    toCurl,
    'login | +3500 refresh 200 | call 200 | +3500 refresh 400 "Invalid refresh token" sends=undefined',
    ['refresh-token-lost'],
  ],
  ['an hour by the Date alone', toCurl, `login | call 200 | +3700 call 401 ${NEUTRAL}`, ['session-expired']],
  ['a token without scopes', toCurl, `app scope= | call 401 ${NEUTRAL}`, ['app-only-token']],
  ['sanitized, healthy', toSanitized, 'login | call 200 | call 200', ['none']],
  ['sanitized, a bare 401', toSanitized, `call 200 | call 401 ${NEUTRAL}`, ['capture-sanitized']],
  [
    'sanitized, the server says it',
    toSanitized,
    'call 200 | call 401 "No token provided" with=none',
    ['missing-token'],
  ],
  [
    'sanitized, refreshed',
    toSanitized,
    `login | +3700 call 401 ${NEUTRAL} | refresh 200 | call 200`,
    ['session-expired'],
  ],
  ['sanitized, an hour old', toSanitized, `login | call 200 | +3700 call 401 ${NEUTRAL}`, ['session-expired']],
  [
    'bodies left out, forms shown',
    toJsonLinesWithoutAnswers,
    'login | +3500 refresh 200 rotate | refresh 400 sends=old',
    ['refresh-token-reused'],
  ],
  ['bodies left out, JSON sent', toJsonLinesWithoutAnswers, 'exchange 400 json', ['token-request-malformed']],
  [
    'bodies left out, stale token',
    toJsonLinesWithoutAnswers,
    'login | call 401 | refresh 200 | call 401 with=old',
    ['token-not-applied'],
  ],
  ['bodies left out, forbidden', toJsonLinesWithoutAnswers, 'login | call 403', ['cannot-tell']],
  [
    'bodies left out, the refresh refused too',
    toJsonLinesWithoutAnswers,
    'login | call 200 | +3700 call 401 | refresh 400',
    ['cannot-tell', 'session-expired'],
  ],
  [
    'bodies left out, refused and got over',
    toJsonLinesWithoutAnswers,
    'login | call 200 | +3700 call 401 | refresh 400 | login | call 200',
    ['session-expired', 'cannot-tell'],
  ],
  [
    'no bodies at all, the refresh refused too',
    toJsonLinesWithoutBodies,
    'login | call 200 | +3700 call 401 | refresh 400',
    ['cannot-tell', 'session-expired'],
  ],
  [
    'no bodies at all, refused half a year after the login',
    toJsonLinesWithoutBodies,
    'login | call 200 | +16000000 call 401 | refresh 400',
    ['refresh-token-expired', 'session-expired'],
  ],
  [
    'no bodies at all, two refreshes at once',
    toJsonLinesWithoutBodies,
    'login | call 200 | +3700 call 401 | call 401 | refresh 200 rotate | refresh 400 sends=old | call 200',
    ['refresh-token-reused', 'session-expired', 'permission-revoked'],
  ],
  [
    'no bodies at all, a refresh refused an hour after one that worked',
    toJsonLinesWithoutBodies,
    'login | call 200 | +3700 call 401 | refresh 200 | call 200 | +3700 call 401 | refresh 400',
    ['cannot-tell', 'session-expired'],
  ],
];

function toSanitized(entries: readonly Entry[]): string {
  return toHar(entries, { sanitized: true });
}

function toJsonLinesWithoutAnswers(entries: readonly Entry[]): string {
  return toJsonLines(entries.map((entry) => ({ ...entry, responseBody: '' })));
}

function toJsonLinesWithoutBodies(entries: readonly Entry[]): string {
  return toJsonLines(entries.map((entry) => ({ ...entry, requestBody: '', responseBody: '' })));
}

describe('the rules, by what a format shows', () => {
  it('knows two refreshes that were on their way at once, whichever was answered well', () => {
    const [login, refused, granted] = parseSession('login | refresh 400 "Refresh token revoked" | refresh 200 rotate');
    assert.ok(login && refused && granted);
    const together = [login, refused, { ...granted, localMs: refused.localMs + 10 }];
    assert.equal(diagnose(toHar(together), { now: 0 }).verdict.cause, 'refresh-token-reused');
    assert.equal(diagnose(toHar([login, refused, granted]), { now: 0 }).verdict.cause, 'permission-revoked');
  });

  for (const [name, write, script, causes] of BY_FORMAT) {
    it(`${name}: ${causes[0]}`, () => {
      const report = diagnose(write(parseSession(script)), { now: Date.UTC(2026, 10, 1) });
      assert.deepEqual(
        report.causes.map(({ cause }) => cause),
        causes,
        JSON.stringify(report.causes, undefined, 1),
      );
    });
  }
});

describe('the rules', () => {
  for (const [name, script, causes] of CASES) {
    it(`${name}: ${causes[0]}`, () => {
      const report = diagnose(toHar(parseSession(script)), { name: 'session.har', now: Date.UTC(2026, 10, 1) });
      assert.deepEqual(
        report.causes.map(({ cause }) => cause),
        causes,
        report.causes.map(({ cause, confidence, sentence }) => `${cause} (${confidence}): ${sentence}`).join('\n'),
      );
    });
  }
});
