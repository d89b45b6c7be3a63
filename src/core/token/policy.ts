/** What is assumed about tokens that do not say it themselves. */
export interface Policy {
  /** A token with less than this left is `expiring`, in milliseconds. */
  readonly expiringMs: number;
  /** How far the issuer's clock may be ahead of ours before a token counts as from the future, in milliseconds. */
  readonly clockToleranceMs: number;
  /** How long Spotify's access tokens live, in seconds. */
  readonly accessTokenSeconds: number;
  /** How long a refresh token lives from the user's authorization, in months of the calendar. */
  readonly refreshTokenMonths: number;
  /** No refresh token expired before this moment, in milliseconds since the epoch. */
  readonly refreshTokensExpireFromMs: number;
  /** The longest that is common for a JWT whose issuer is not known, in seconds. */
  readonly longestUsualSeconds: number;
  /** A token of a known issuer that lives more than so many times as long as usual is suspicious. */
  readonly lifetimeAllowance: number;
}

/**
 * Spotify as of 2026: access tokens live an hour (concepts/access-token); refresh tokens six months since 2026-07-20,
 * for new apps since 2026-06-18 (blog of 2026-06-18, "refresh token expiration").
 */
export const SPOTIFY_POLICY: Policy = {
  expiringMs: 5 * 60_000,
  clockToleranceMs: 60_000,
  accessTokenSeconds: 3600,
  refreshTokenMonths: 6,
  refreshTokensExpireFromMs: Date.UTC(2026, 6, 20),
  longestUsualSeconds: 86_400,
  lifetimeAllowance: 2,
};
