import type { OAuthError } from 'oidc-provider';
import type { TokenStore } from './tokenStore';

export interface TokenError {
  readonly status: number;
  readonly error: string;
  readonly description?: string;
}

const refused = (error: string, description?: string): TokenError => ({
  status: 400,
  error,
  ...(description ? { description } : {}),
});

/** What the provider found wrong, and the words Spotify's token endpoint has for it. First match wins. */
const ANSWERS: readonly (readonly [RegExp, TokenError])[] = [
  [/^refresh token is expired/, refused('invalid_grant', 'Refresh token expired')],
  [/^(refresh token already used|grant not found|grant is expired)/, refused('invalid_grant', 'Refresh token revoked')],
  [/^refresh token not found/, refused('invalid_grant', 'Invalid refresh token')],
  [/^authorization code is expired/, refused('invalid_grant', 'Authorization code expired')],
  [/^authorization code redirect_uri mismatch/, refused('invalid_grant', 'Invalid redirect URI')],
  [/^authorization code/, refused('invalid_grant', 'Invalid authorization code')],
  [/^code_verifier must be provided/, refused('invalid_request', 'code_verifier required')],
  [/^code_verifier does not match/, refused('invalid_grant', 'code_verifier was incorrect')],
  [/^code_verifier (must be a string|contains)/, refused('invalid_grant', 'code_verifier was invalid')],
  [/^invalid secret provided/, refused('invalid_client', 'Invalid client secret')],
  [
    /^(client not found|invalid authorization header|client_id and client_secret)/,
    refused('invalid_client', 'Invalid client'),
  ],
  [/^missing required parameter.*\bredirect_uri/, refused('invalid_request', 'redirect_uri must be supplied')],
  [/^missing required parameter.*\bcode\b/, refused('invalid_request', 'code must be supplied')],
  [/^missing required parameter.*\brefresh_token/, refused('invalid_request', 'refresh_token must be supplied')],
  [
    /^unsupported grant_type/,
    refused('unsupported_grant_type', 'grant_type must be client_credentials, authorization_code or refresh_token'),
  ],
  [
    /^only application\/x-www-form-urlencoded/,
    { status: 415, error: 'server_error', description: 'Unexpected status: 415' },
  ],
];

/** Spotify's answer for a fault that the provider found in a token request. */
export function tokenError(fault: OAuthError, form: URLSearchParams, store: TokenStore): TokenError {
  const found = fault.error_detail ?? fault.error_description ?? '';
  if (!form.has('grant_type') && !found.startsWith('only ')) {
    return refused('unsupported_grant_type', 'grant_type parameter is missing');
  }
  if (found.startsWith('refresh token not found') && store.wasWithdrawn(form.get('refresh_token') ?? '')) {
    return refused('invalid_grant', 'Refresh token revoked');
  }
  if (found.startsWith('client mismatch')) {
    return refused('invalid_grant', form.has('code') ? 'Invalid authorization code' : 'Invalid refresh token');
  }
  return ANSWERS.find(([pattern]) => pattern.test(found))?.[1] ?? refused(fault.error ?? 'invalid_request');
}
