import type { CauseId } from './diagnosis';

/**
 * A text that says what went wrong, wherever it stands: in an answer, in place of one, or in a line of a program's own log.
 * `find` is lower case and is looked for as it is; `cause` is what it speaks for.
 */
export interface Clue {
  readonly find: string;
  readonly cause: CauseId;
  /** Who writes it: the authorize page, a client library, a library that checks JWTs, the app itself. */
  readonly by: 'page' | 'client' | 'jwt' | 'app';
  /** Only where this stands in the same line too. */
  readonly beside?: string;
}

/** The clues in a text, each once. The text is looked at up to `LONGEST` UTF-16 units. */
export function cluesIn(text: string): readonly Clue[] {
  const lower = text.slice(0, LONGEST).toLowerCase();
  return CLUES.filter(({ find, beside }) => lower.includes(find) && (beside === undefined || lower.includes(beside)));
}

/** One line says one thing: the longest text in it is the most particular. */
export function mostTelling(clues: readonly Clue[]): Clue | undefined {
  return clues.reduce<Clue | undefined>(
    (best, clue) => (best && best.find.length >= clue.find.length ? best : clue),
    undefined,
  );
}

const LONGEST = 8_192;

const page = (cause: CauseId, find: string, beside?: string): Clue => clue('page', cause, find, beside);
const jwt = (cause: CauseId, find: string, beside?: string): Clue => clue('jwt', cause, find, beside);
const client = (cause: CauseId, find: string, beside?: string): Clue => clue('client', cause, find, beside);
const app = (cause: CauseId, find: string, beside?: string): Clue => clue('app', cause, find, beside);

function clue(by: Clue['by'], cause: CauseId, find: string, beside: string | undefined): Clue {
  return beside === undefined ? { find, cause, by } : { find, cause, by, beside };
}

/**
 * Sources: the authorize page as quoted in public issues; jsonwebtoken and jose (their error messages), PostgREST, PyJWT,
 * golang-jwt, Nimbus as Spring prints it, IdentityModel (IDX codes).
 */
export const CLUES: readonly Clue[] = [
  page('redirect-uri-insecure', 'insecure redirect uri'),
  page('redirect-uri-mismatch', 'invalid_client: invalid redirect uri'),
  page('redirect-uri-mismatch', 'redirect_uri: not matching configuration'),
  page('client-credentials-wrong', 'invalid_client: invalid client'),
  page('missing-scope', 'illegal scope'),
  page('missing-scope', 'invalid_scope'),
  page('user-denied-consent', 'error=access_denied'),
  page('implicit-grant-removed', 'unsupported_response_type'),

  client('session-expired', 'the access token expired'),
  client('missing-scope', 'insufficient client scope'),
  client('missing-scope', 'permissions missing', '401'),
  client('missing-scope', 'invalid token scopes'),
  client('app-only-token', 'valid user authentication required'),
  client('user-not-registered', 'user not registered in the developer dashboard'),
  client('user-not-registered', 'the user may not be registered'),
  client('owner-needs-premium', 'active premium subscription required for the owner'),
  client('listener-needs-premium', 'premium_required'),
  client('listener-needs-premium', 'player command failed: premium required'),
  client('refresh-token-expired', 'refresh token expired'),
  client('permission-revoked', 'refresh token revoked'),
  client('refresh-token-invalid', 'invalid refresh token'),
  client('authorization-code-reused-or-invalid', 'invalid authorization code'),
  client('authorization-code-expired', 'authorization code expired'),
  client('redirect-uri-mismatch', 'invalid redirect uri', 'invalid_grant'),
  client('pkce-verifier-mismatch', 'code_verifier was incorrect'),
  client('pkce-verifier-mismatch', 'code_verifier was invalid'),
  client('token-request-malformed', 'refresh_token must be supplied'),
  client('token-request-malformed', 'code must be supplied', 'invalid_request'),
  client('token-request-malformed', 'grant_type parameter is missing'),
  client('token-request-malformed', 'grant_type must be client_credentials'),
  client('client-credentials-wrong', 'invalid client secret'),
  client('client-credentials-wrong', 'invalid_client'),
  client('malformed-authorization', 'only valid bearer authentication supported'),
  client('missing-token', 'no token provided', '401'),
  client('cannot-tell', 'missing/invalid/expired access token'),
  client('cannot-tell', 'bad or expired token'),
  client('rate-limited', 'the app has exceeded its rate limits'),
  client('rate-limited', 'api rate limit exceeded'),
  client('refresh-token-lost', "string is empty or null (parameter 'refreshtoken')"),

  jwt('session-expired', 'jwt expired'),
  jwt('session-expired', '"exp" claim timestamp check failed'),
  jwt('session-expired', '\\"exp\\" claim timestamp check failed'),
  jwt('session-expired', 'err_jwt_expired'),
  jwt('session-expired', 'tokenexpirederror'),
  jwt('session-expired', 'signature has expired'),
  jwt('session-expired', 'token is expired by'),
  jwt('session-expired', 'token has invalid claims: token is expired'),
  jwt('session-expired', 'jwt expired at'),
  jwt('session-expired', 'the token expired at'),
  jwt('session-expired', 'idx10223'),
  jwt('token-not-yet-valid', 'jwt not active'),
  jwt('token-not-yet-valid', 'jwt not yet valid'),
  jwt('token-not-yet-valid', 'jwt issued at future'),
  jwt('token-not-yet-valid', '"nbf" claim timestamp check failed'),
  jwt('token-not-yet-valid', '\\"nbf\\" claim timestamp check failed'),
  jwt('token-not-yet-valid', '"iat" claim timestamp check failed'),
  jwt('token-not-yet-valid', '\\"iat\\" claim timestamp check failed'),
  jwt('token-not-yet-valid', 'the token is not yet valid'),
  jwt('token-not-yet-valid', 'token is not valid yet'),
  jwt('token-not-yet-valid', 'token used before issued'),
  jwt('token-not-yet-valid', 'jwt used before'),
  jwt('token-not-yet-valid', 'idx10222'),
  jwt('wrong-audience-or-issuer', 'jwt audience invalid'),
  jwt('wrong-audience-or-issuer', 'jwt issuer invalid'),
  jwt('wrong-audience-or-issuer', 'unexpected "aud" claim value'),
  jwt('wrong-audience-or-issuer', 'unexpected \\"aud\\" claim value'),
  jwt('wrong-audience-or-issuer', 'unexpected "iss" claim value'),
  jwt('wrong-audience-or-issuer', 'unexpected \\"iss\\" claim value'),
  jwt('wrong-audience-or-issuer', 'jwt not in audience'),
  jwt('wrong-audience-or-issuer', "audience doesn't match"),
  jwt('wrong-audience-or-issuer', 'invalid audience'),
  jwt('wrong-audience-or-issuer', 'invalid issuer'),
  jwt('wrong-audience-or-issuer', 'token has invalid audience'),
  jwt('wrong-audience-or-issuer', 'token has invalid issuer'),
  jwt('wrong-audience-or-issuer', 'the aud claim is not valid'),
  jwt('wrong-audience-or-issuer', 'the iss claim is not valid'),
  jwt('wrong-audience-or-issuer', 'idx10214'),
  jwt('wrong-audience-or-issuer', 'idx10205'),
  jwt('signature-invalid', 'jwssignatureverificationfailed'),
  jwt('signature-invalid', 'err_jws_signature_verification_failed'),
  jwt('signature-invalid', 'signature verification failed'),
  jwt('signature-invalid', 'jwsinvalidsignature'),
  jwt('signature-invalid', 'invalid signature'),
  jwt('signature-invalid', 'signature is invalid'),
  jwt('signature-invalid', 'idx10503'),
  jwt('signature-invalid', 'idx10511'),

  app('logged-out', 'logged out'),
  app('logged-out', 'signed out'),
  app('logged-out', 'user logout'),
  app('logged-out', 'logging out'),
  app('logged-out', 'signing out'),
  app('logged-out', 'cleared stored token'),
  app('logged-out', 'cleared token'),
  app('logged-out', 'tokens cleared'),
  app('logged-out', 'token store cleared'),
  app('logged-out', 'store cleared'),
  app('logged-out', 'clearing session'),
  app('logged-out', 'clearing token'),
  app('logged-out', 'session cleared'),
  app('logged-out', 'cleared stored session'),
  app('logged-out', 'credentials cleared'),
  app('logged-out', 'storage cleared'),
  app('logged-out', 'cleared credentials'),
  app('logged-out', 'clearing credentials'),
  app('logged-out', 'clearing local'),
  app('logged-out', 'deleted stored token'),
  app('logged-out', 'deleting stored token'),
  app('logged-out', 'tokens removed'),
  app('logged-out', 'token removed from'),
  app('logged-out', 'removing token'),
  app('logged-out', 'tokens deleted'),
  app('logged-out', 'removed stored token'),
  app('clock-wrong', 'certificate is not yet valid'),
  app('clock-wrong', 'cert_not_yet_valid'),
];
