/** What is true of the app, its users and Spotify's machines; a test changes it and `reset` restores it. */
export interface Situation {
  /** Spotify's words for a refused token changed about 2026-07-16. */
  wording: 'current' | 'until-2026-07';
  ownerHasPremium: boolean;
  listenerHasPremium: boolean;
  userIsRegistered: boolean;
  /** Whether the browser has a session at accounts.spotify.com and open.spotify.com. Says nothing about tokens. */
  isSignedIn: boolean;
  userConsents: boolean;
  failTokenCalls: number;
  failTokenStatus: number;
  /** How many token calls are answered with a redirect to another origin. */
  redirectTokenCalls: number;
  failApiCalls: number;
  failApiStatus: number;
  limitApiCalls: number;
  retryAfterSeconds: number;
  /** How many calls of /v1/me/player* are answered 401 `Access token missing` although the token is good. */
  falsePlayerRefusals: number;
}

export function normalSituation(): Situation {
  return {
    wording: 'current',
    ownerHasPremium: true,
    listenerHasPremium: true,
    userIsRegistered: true,
    isSignedIn: true,
    userConsents: true,
    failTokenCalls: 0,
    redirectTokenCalls: 0,
    failTokenStatus: 503,
    failApiCalls: 0,
    failApiStatus: 503,
    limitApiCalls: 0,
    retryAfterSeconds: 11,
    falsePlayerRefusals: 0,
  };
}
