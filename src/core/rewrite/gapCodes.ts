/** Every code of a finding in source code. A diagnostic carries it; the fix is found by it, never by the message. */
export type GapCode = keyof typeof gapCodes;

/** Sources: `refresh-on-401`, "The 26 properties" (numbers in the comments), and Spotify's own pages. */
export const gapCodes = {
  'missing-401-handling': {
    severity: 'warning',
    sentence:
      'Spotify access tokens die after an hour, and this call does not handle the 401 that follows. Refresh the token and send the request once more.',
  },
  'proactive-only': {
    severity: 'information',
    sentence:
      'The token is renewed by the clock only. A token that is revoked early, or a clock that is wrong, still ends in an unhandled 401.',
  },
  // property 8
  'refresh-token-overwritten': {
    severity: 'warning',
    sentence:
      'Spotify leaves refresh_token out of most refresh answers, and this line then overwrites the stored one with nothing. Keep the old one when none is sent.',
  },
  // property 13
  'refresh-on-403': {
    severity: 'warning',
    sentence:
      '403 means a missing scope, a user who is not registered or no Premium: a new token gets the same answer. Refresh on 401 only.',
  },
  'exact-401-text': {
    severity: 'warning',
    sentence:
      'The texts of Spotify’s 401 answers changed in July 2026 and differ by endpoint. Compare the status, not the text.',
  },
  'token-not-applied': {
    severity: 'warning',
    sentence:
      'The refreshed token is never applied: refreshAccessToken() only returns it. Call setAccessToken() with data.body.access_token.',
  },
  'localhost-redirect-uri': {
    severity: 'warning',
    sentence:
      'Spotify refuses redirect URIs on localhost. Use http://127.0.0.1 with the same port, also in the dashboard.',
  },
  'implicit-grant': {
    severity: 'warning',
    sentence:
      'response_type=token is no longer accepted: the implicit grant was removed. Use response_type=code with PKCE.',
  },
  'comma-joined-scopes': {
    severity: 'warning',
    sentence: 'Scopes are separated by spaces; joined by commas they are read as one unknown scope.',
  },
  'spotipy-bare-auth': {
    severity: 'warning',
    sentence:
      'spotipy.Spotify(auth=…) holds a token that dies after an hour, and spotipy cannot renew it. Give it a session that can.',
  },
} as const satisfies Record<string, { severity: 'warning' | 'information' | 'hint'; sentence: string }>;
