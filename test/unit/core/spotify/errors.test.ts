import assert from 'node:assert/strict';
import { CAUSE_IDS, type CauseId } from '../../../../src/core/diagnose/diagnosis';
import { type ErrorAnswer, findError, type KnownError, SPOTIFY_ERRORS } from '../../../../src/core/spotify/errors';

/** The compiler refuses this line when a table names a cause outside the closed vocabulary. */
const causeOf = (row: KnownError): CauseId => row.cause;

describe('findError', () => {
  const cases: readonly (readonly [ErrorAnswer, string])[] = [
    [{ host: 'api', status: 401, message: 'The access token expired' }, 'session-expired'],
    [{ host: 'api', status: 401, message: ' the access token expired' }, 'cannot-tell'],
    [{ host: 'api', status: 401, message: 'No token provided.' }, 'missing-token'],
    [{ host: 'api', status: 401, message: 'something new' }, 'cannot-tell'],
    [{ host: 'api', status: 403, message: 'Forbidden' }, 'endpoint-removed'],
    [{ host: 'api', status: 403, error: 'PREMIUM_REQUIRED', message: 'other words' }, 'listener-needs-premium'],
    [
      {
        host: 'api',
        status: 403,
        message: 'Active premium subscription required for the owner of the app. If you changed it, wait.',
      },
      'owner-needs-premium',
    ],
    [{ host: 'api', status: 429 }, 'rate-limited'],
    [{ host: 'api', status: 400, message: '<p>Your client has issued a malformed or illegal request.' }, 'cannot-tell'],
    [{ host: 'accounts', status: 400, error: 'invalid_grant', message: 'Refresh token revoked' }, 'permission-revoked'],
    [{ host: 'accounts', status: 400, error: 'invalid_grant', message: 'grant request is invalid' }, 'cannot-tell'],
    [{ host: 'accounts', status: 400, error: 'invalid_client', message: 'Invalid client' }, 'client-credentials-wrong'],
    [{ host: 'accounts', status: 400, error: 'invalid_request' }, 'token-request-malformed'],
    [{ host: 'authorize-page', message: 'INVALID_CLIENT: Insecure redirect URI' }, 'redirect-uri-insecure'],
    [{ host: 'authorize-page', error: 'access_denied' }, 'user-denied-consent'],
    [{ host: 'web-player', status: 400, message: 'Invalid TOTP' }, 'token-request-malformed'],
  ];
  for (const [answer, cause] of cases) {
    it(`${answer.status ?? ''} ${answer.error ?? ''} ${answer.message ?? ''} is ${cause}`, () => {
      assert.equal(findError(answer)?.cause, cause);
    });
  }

  it('does not match a one-word text inside another', () => {
    assert.equal(findError({ host: 'api', status: 403, message: 'Forbidden fruit' }), undefined);
  });

  it('finds each row by its own words', () => {
    for (const row of SPOTIFY_ERRORS) assert.equal(findError(row), row, row.message);
  });

  it('names only causes of the vocabulary', () => {
    for (const row of SPOTIFY_ERRORS) {
      for (const cause of [causeOf(row), ...(row.also ?? [])])
        assert.ok((CAUSE_IDS as readonly string[]).includes(cause));
    }
  });
});
