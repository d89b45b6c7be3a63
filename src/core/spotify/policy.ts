/** Spotify's rules about lifetimes, with the days from which they hold. Durations say their unit; days are UTC midnights. */

/** Web API documentation, "Access Token". */
export const ACCESS_TOKEN_LIFETIME_SECONDS = 3600;

/** Counted from the user's authorization; a refresh does not extend it. Blog, 2026-06-18, "Refresh token expiration". */
export const REFRESH_TOKEN_LIFETIME_MONTHS = 6;

/** Refresh tokens end after six months, and PKCE refresh answers carry no `refresh_token`, for apps that existed before. */
export const REFRESH_TOKENS_END_SINCE_MS = Date.UTC(2026, 6, 20);

/** From about this day one 401 text covers expired, invalid and empty bearers (jwilsson/spotify-web-api-php #288). */
export const ONE_401_TEXT_SINCE_MS = Date.UTC(2026, 6, 16);

/** `response_type=token`, http redirects off the loopback and the name `localhost` are refused (blog, 2025-10-14). */
export const IMPLICIT_GRANT_REMOVED_SINCE_MS = Date.UTC(2025, 10, 27);

/** Where a user removes an app's permission. */
export const APPS_PAGE = 'https://www.spotify.com/account/apps/';

/** Scopes that the authorize page refuses with "Illegal scope" for apps of third parties. */
export const REFUSED_SCOPES = [
  'openid',
  'user-read-birthdate',
  'playlist-modify',
  'playlist-read',
  'web-playback',
] as const;

/**
 * The moment six calendar months after the authorization, in UTC; the last day of a month that is too short for the day.
 * Milliseconds since the epoch, both.
 */
export function refreshTokenEndMs(authorizedAtMs: number): number {
  const end = new Date(authorizedAtMs);
  const day = end.getUTCDate();
  end.setUTCMonth(end.getUTCMonth() + REFRESH_TOKEN_LIFETIME_MONTHS);
  // Past the end of a month, Date counts on into the next; its day 0 is the last of the month before.
  if (end.getUTCDate() !== day) end.setUTCDate(0);
  return end.getTime();
}
