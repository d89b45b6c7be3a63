import type { CauseId } from './diagnosis';

/** What is known of a cause apart from any log. */
export interface CauseFacts {
  /** Which of two findings is nearer to the root: the higher one is the verdict. A 401 is the symptom, a dead grant the root. */
  readonly rank: number;
  readonly title: string;
  readonly raisedBy: readonly string[];
  readonly loweredBy: readonly string[];
}

const TIMES = 'Times in the log, and the answer that issued the token with its expires_in.';
const BODY = 'The body of the answer: it names the reason.';
const REFRESH_ANSWER = 'The answer of the token endpoint to the next refresh.';
const WORKS = 'The same request working later with nothing changed.';

const row = (rank: number, title: string, raisedBy: readonly string[], loweredBy: readonly string[]): CauseFacts => ({
  rank,
  title,
  raisedBy,
  loweredBy,
});

export const CAUSES: Readonly<Record<CauseId, CauseFacts>> = {
  'logged-out': row(
    95,
    'Logged out',
    ['A request to a logout page, or a line that says the store was cleared.'],
    ['A token in a later request of the same user.'],
  ),
  'token-not-applied': row(
    94,
    'New token not used',
    ['The bearer of the repeated call, to compare it with the one issued.'],
    ['A repeated call that was already on its way when the refresh was answered.'],
  ),
  'refresh-token-lost': row(
    93,
    'Refresh token lost',
    ['The earlier refresh whose answer had no refresh_token.'],
    ['A refresh token that is sent and merely refused.'],
  ),
  'refresh-token-reused': row(
    92,
    'Refresh token used twice',
    ['The times of both refreshes and which answer came first.'],
    ['A first refresh that failed: then the second is an ordinary retry.'],
  ),
  'refresh-token-expired': row(
    90,
    'Refresh token expired',
    ['The date on which the user agreed.'],
    ['A login less than six months ago.'],
  ),
  'refresh-token-invalid': row(88, 'Refresh token not valid', ['The client id that obtained the token.'], [WORKS]),
  'permission-revoked': row(
    87,
    'Permission revoked',
    ['The user saying that the app was removed, or the password reset.'],
    ['An earlier refresh with the same token that succeeded; 5xx answers nearby.'],
  ),
  'client-credentials-wrong': row(
    86,
    'Client id or secret wrong',
    [BODY],
    ['The same id and secret working elsewhere.'],
  ),
  'authorization-code-reused-or-invalid': row(
    85,
    'Authorization code used before or not valid',
    ['Both exchanges in one log.'],
    [WORKS],
  ),
  'authorization-code-expired': row(85, 'Authorization code expired', ['The time of the callback.'], [WORKS]),
  'redirect-uri-mismatch': row(
    85,
    'Redirect URI not the same',
    ['The authorize request and the exchange in one log.'],
    ['The same redirect_uri in both.'],
  ),
  'pkce-verifier-mismatch': row(
    85,
    'PKCE verifier does not fit',
    ['The code_challenge of the authorize request.'],
    [WORKS],
  ),
  'token-request-malformed': row(
    83,
    'Token request malformed',
    ['The body of the request and its Content-Type.'],
    [WORKS],
  ),
  'user-denied-consent': row(82, 'User said no', ['The callback with error=access_denied.'], []),
  'implicit-grant-removed': row(
    82,
    'Implicit grant is gone',
    ['The authorize request with response_type=token.'],
    ['A log from before 2025-11-27.'],
  ),
  'redirect-uri-insecure': row(
    81,
    'Redirect URI insecure',
    ['The words of the authorize page.'],
    ['A callback that came back to that URI.'],
  ),
  'malformed-authorization': row(80, 'Authorization header broken', ['The header as it was sent.'], []),
  'wrong-token-kind': row(
    79,
    'Not an access token',
    ['The answer that issued the value that was sent.'],
    ['The same value working elsewhere.'],
  ),
  'app-only-token': row(
    78,
    'Token without a user',
    ['The token request with grant_type=client_credentials.'],
    ['A user endpoint that works with the same token.'],
  ),
  'missing-scope': row(
    77,
    'Scope missing',
    ['The scope field of the answer that issued the token.'],
    ['The same call working with the same token.'],
  ),
  'user-not-registered': row(76, 'User not on the list', [BODY], ['The same call working for the same user.']),
  'owner-needs-premium': row(76, "Owner's Premium missing", [BODY], []),
  'listener-needs-premium': row(76, "Listener's Premium missing", [BODY], []),
  'endpoint-removed': row(
    75,
    'Endpoint closed',
    ['Other calls working with the same token.'],
    ['The same call working for the same app.'],
  ),
  'signature-invalid': row(74, 'Signature does not verify', ['The key set of the issuer.'], []),
  'wrong-audience-or-issuer': row(74, 'Wrong audience or issuer', ['What the receiver is configured to expect.'], []),
  'token-not-yet-valid': row(
    73,
    'Token not valid yet',
    ['The Date of the answer beside the time of the log.'],
    ['A clock that is wrong: then the token is in order.'],
  ),
  'missing-token': row(
    72,
    'No token sent',
    ['A log that shows all request headers.'],
    ['A log whose credentials were taken out.'],
  ),
  'session-expired': row(70, 'Session expired', [TIMES, REFRESH_ANSWER], ['The same token working later.']),
  'spotify-outage': row(
    60,
    'Fault at Spotify',
    ['Several answers with 5xx, or several users at once.', WORKS],
    ['One user alone, again and again.'],
  ),
  'rate-limited': row(58, 'Too many calls', ['Retry-After.'], []),
  'clock-wrong': row(
    38,
    'Clock wrong',
    ['Two or more answers with Date that agree.'],
    ['A log that does not state its time zone.'],
  ),
  'capture-sanitized': row(
    35,
    'Capture without credentials',
    ['A capture with sensitive data.'],
    ['A single Authorization header in it.'],
  ),
  'cannot-tell': row(30, 'Cannot tell', [TIMES, REFRESH_ANSWER, BODY], []),
  none: row(0, 'No auth problem', [], []),
};
