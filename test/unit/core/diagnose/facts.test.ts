import assert from 'node:assert/strict';
import { diagnose } from '../../../../src/core/diagnose/diagnose';
import { parseSession, toHar } from '../../../support/session';

/** Lines that are no exchange: what programs and client libraries print. */
const CASES: readonly (readonly [line: string, cause: string])[] = [
  ['ERROR INVALID_CLIENT: Insecure redirect URI', 'redirect-uri-insecure'],
  ['the page shows: INVALID_CLIENT: Invalid redirect URI', 'redirect-uri-mismatch'],
  ['redirected to http://127.0.0.1:8888/callback?error=access_denied&state=x', 'user-denied-consent'],
  ['http://127.0.0.1:8888/callback#error=unsupported_response_type', 'implicit-grant-removed'],
  [
    'Open https://accounts.spotify.com/authorize?client_id=x&response_type=code&redirect_uri=http%3A%2F%2Flocalhost%3A3000%2Fcb',
    'redirect-uri-insecure',
  ],
  [
    'Open https://accounts.spotify.com/authorize?client_id=x&response_type=token&redirect_uri=https%3A%2F%2Fa.example%2F',
    'implicit-grant-removed',
  ],
  [
    'Open https://accounts.spotify.com/authorize?client_id=x&response_type=code&scope=user-read-email%2Cuser-top-read',
    'missing-scope',
  ],
  ['SpotifyOauthError: error: invalid_grant, error_description: Refresh token revoked', 'permission-revoked'],
  ['tekore.BadRequest: invalid_grant: Refresh token expired', 'refresh-token-expired'],
  [
    'WebapiAuthenticationError: An authentication error occurred. Details: invalid_grant Invalid refresh token.',
    'refresh-token-invalid',
  ],
  ['[auth] JsonWebTokenError: invalid signature', 'signature-invalid'],
  ['[auth] TokenExpiredError: jwt expired', 'session-expired'],
  ["System.ArgumentException: String is empty or null (Parameter 'refreshToken')", 'refresh-token-lost'],
  ['ssl.SSLCertVerificationError: certificate is not yet valid (_ssl.c:1000)', 'clock-wrong'],
  ['the user logged out', 'none'],
  ['nothing of interest', 'none'],
  ['', 'none'],
];

describe('lines outside of exchanges', () => {
  for (const [line, cause] of CASES) {
    it(`${line}: ${cause}`, () => {
      const report = diagnose(`2026-09-01T10:00:00Z INFO started\n2026-09-01T10:00:01Z ${line}\n`, { now: 0 });
      assert.equal(report.verdict.cause, cause, JSON.stringify(report.causes, undefined, 1));
      if (cause !== 'none') assert.equal(report.causes[0]?.evidence[0]?.line, 2);
    });
  }

  const page = (title: string) =>
    JSON.stringify({
      log: { version: '1.2', pages: [{ title }], entries: JSON.parse(toHar(parseSession('call 200'))).log.entries },
    });
  const line = '2026-09-01T10:00:01Z [auth] TokenExpiredError: jwt expired';
  /** [title, log, cause] */
  const BESIDE: readonly (readonly [title: string, log: string, cause: string])[] = [
    [
      'behind a HAR',
      `${page('Home')}\n2026-09-01T10:00:00Z INFO GET https://api.spotify.com/v1/me 200\n${line}\n`,
      'session-expired',
    ],
    ['in the title of a page of a HAR', page('jwt expired'), 'none'],
  ];
  for (const [title, log, cause] of BESIDE) {
    it(`${title}: ${cause}`, () => assert.equal(diagnose(log, { now: 0 }).verdict.cause, cause));
  }
});
