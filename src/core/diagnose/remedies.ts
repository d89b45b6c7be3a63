import type { CauseId, Remedy } from './diagnosis';

/** What to do about a cause, most useful first. Sentences about this log are not here: they are the same for every log. */
export function remediesFor(cause: CauseId, state: 'open' | 'handled'): readonly Remedy[] {
  const remedies = REMEDIES[cause];
  return state === 'handled' && cause === 'session-expired' ? [HANDLED, ...remedies] : remedies;
}

const HANDLED: Remedy = {
  id: 'already-handled',
  sentence:
    'Nothing has to be done: the program refreshed the token by itself. Refreshing a minute before the end saves the refused call.',
};

const refresh: Remedy = {
  id: 'refresh-on-401',
  sentence: 'Refresh once on a 401 and repeat the call once, with one refresh at a time.',
  command: 'authLens.insertRefreshHandling',
};
const logIn: Remedy = {
  id: 'log-in-again',
  sentence: 'Send the user through the login again (authorization code with PKCE), and store both tokens and the date.',
};
const keepOld: Remedy = {
  id: 'keep-refresh-token',
  sentence:
    'Keep the stored refresh token where an answer has none: refreshToken = answer.refresh_token ?? refreshToken.',
  command: 'authLens.insertRefreshHandling',
};
const singleFlight: Remedy = {
  id: 'one-refresh-at-a-time',
  sentence: 'Let all calls that need a token wait for one and the same refresh.',
  command: 'authLens.insertRefreshHandling',
};
const askForScope: Remedy = {
  id: 'ask-for-scope',
  sentence:
    'Add the scope to the authorize request (with spaces between scopes), with show_dialog=true, and log in again.',
};
const userFlow: Remedy = {
  id: 'use-a-user-grant',
  sentence: 'Obtain the token by authorization code with PKCE; client credentials have no user.',
};
const record = (what: string): Remedy => ({
  id: 'record-more',
  sentence: `Record again with ${what}, then diagnose that log.`,
  command: 'authLens.diagnose',
});
const say = (id: string, sentence: string): Remedy => ({ id, sentence });

const REMEDIES: Readonly<Record<CauseId, readonly Remedy[]>> = {
  'session-expired': [
    refresh,
    say('expiry-margin', 'Store the time of expiry (issue + expires_in − 60 s) and refresh before it passes.'),
  ],
  'logged-out': [
    logIn,
    say('guard-request', 'Do not send a request while there is no token; show the login in its place.'),
  ],
  'permission-revoked': [
    logIn,
    say(
      'stop-on-invalid-grant',
      'Throw the refresh token away and stop retrying; once more later is enough where Spotify had faults.',
    ),
    singleFlight,
  ],
  'clock-wrong': [
    say('set-the-clock', 'Set the clock by NTP and check the time zone of the machine that wrote this log.'),
    say(
      'count-from-date',
      'Compute the expiry from the Date of the answer or from a monotonic clock, not from the wall clock.',
    ),
  ],
  'refresh-token-expired': [
    logIn,
    say(
      'expect-six-months',
      'Store the date of the authorization and ask for a new login before six months have passed.',
    ),
  ],
  'refresh-token-lost': [keepOld, logIn],
  'refresh-token-reused': [
    singleFlight,
    say(
      'persist-first',
      'Store the new refresh token before anything else uses it, and read the store again before refreshing.',
    ),
    logIn,
  ],
  'refresh-token-invalid': [
    say(
      'check-stored-value',
      'Compare the stored refresh token with the one that was issued, and use the client id that obtained it.',
    ),
    logIn,
  ],
  'token-not-applied': [
    say(
      'apply-token',
      'Hand the new token to the client (setAccessToken or the like) before the call is repeated, and drop copies in memory.',
    ),
    refresh,
  ],
  'wrong-token-kind': [
    say(
      'send-access-token',
      'Send the value of access_token, whole: not the refresh token, not the code, not a JWT of another system.',
    ),
    { id: 'look-at-token', sentence: 'Look at the value that is sent.', command: 'authLens.decodeToken' },
  ],
  'malformed-authorization': [
    say('build-header', 'Build the header as "Bearer " followed by the access token, and only when there is one.'),
    say(
      'await-token',
      'Wait for the token before the request is built: undefined, null and [object Promise] come from not waiting.',
    ),
  ],
  'missing-token': [
    say('send-header', 'Send Authorization: Bearer with the access token, and find out where it got lost.'),
    logIn,
  ],
  'missing-scope': [askForScope],
  'app-only-token': [userFlow],
  'user-not-registered': [
    say('add-user', 'Add the user under User Management in the dashboard of the app, or apply for the extended quota.'),
  ],
  'owner-needs-premium': [say('owner-premium', 'The owner of the app takes Premium; it counts after some hours.')],
  'listener-needs-premium': [
    say('tell-listener', 'Tell the user that player commands need Premium; nothing in the program changes that.'),
  ],
  'endpoint-removed': [say('use-successor', 'Call the successor of the endpoint, or apply for the extended quota.')],
  'rate-limited': [
    say('wait', 'Wait as many seconds as Retry-After says, call less, and never refresh because of a 429.'),
  ],
  'client-credentials-wrong': [
    say(
      'copy-credentials',
      'Copy client id and secret from the dashboard again, without blanks, and encode id:secret in base64 without line breaks.',
    ),
  ],
  'authorization-code-reused-or-invalid': [
    say(
      'exchange-once',
      'Exchange each code once: guard the callback against running twice (React StrictMode, reload, prefetch).',
    ),
    logIn,
  ],
  'authorization-code-expired': [say('exchange-at-once', 'Exchange the code as soon as the callback arrives.'), logIn],
  'redirect-uri-mismatch': [
    say(
      'same-redirect',
      'Use one constant for the redirect URI in the dashboard, the authorize request and the exchange.',
    ),
  ],
  'redirect-uri-insecure': [
    say(
      'loopback-ip',
      'Use https, or http://127.0.0.1:PORT or http://[::1]:PORT, in the dashboard and in the program.',
    ),
  ],
  'implicit-grant-removed': [say('use-pkce', 'Use response_type=code with PKCE; no secret is needed in the browser.')],
  'pkce-verifier-mismatch': [
    say('keep-verifier', 'Keep the verifier of the authorize step until the exchange, and make it once per login.'),
    logIn,
  ],
  'token-request-malformed': [
    say('form-body', 'Send the fields as application/x-www-form-urlencoded, each of them filled.'),
  ],
  'user-denied-consent': [say('explain-scopes', 'Say what the scopes are for and offer the login again.')],
  'spotify-outage': [
    say('back-off', 'Repeat with the same token after a pause; keep the stored tokens and do not log the user out.'),
    say('status-page', 'Look at https://developer.spotify.com/ and its community for a known incident.'),
  ],
  'token-not-yet-valid': [
    say('compare-clocks', 'Compare the clocks of issuer and receiver, and allow a minute of difference.'),
  ],
  'signature-invalid': [
    say(
      'check-key',
      'Check that issuer and receiver use the same key or secret, and that nothing changes the token on its way.',
    ),
    { id: 'look-at-token', sentence: 'Look at its header: alg and kid.', command: 'authLens.decodeToken' },
  ],
  'wrong-audience-or-issuer': [
    say('check-audience', 'Compare iss and aud with what the receiver is set to expect.'),
    { id: 'look-at-token', sentence: 'Look at its claims.', command: 'authLens.decodeToken' },
  ],
  'capture-sanitized': [
    record('credentials in it (Chrome: "Allow to generate HAR with sensitive data"), on a machine you trust'),
  ],
  'cannot-tell': [
    record('bodies, request headers and times in it, from the login on, up to the answer of one refresh'),
  ],
  none: [],
};
