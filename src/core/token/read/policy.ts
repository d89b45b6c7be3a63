import { ACCESS_TOKEN_LIFETIME_SECONDS } from '../../spotify/policy';

/** What is assumed about tokens that do not say it themselves. */
export interface Policy {
  /** A token with less than this left is `expiring`, in milliseconds. */
  readonly expiringMs: number;
  /** How far the issuer's clock may be ahead of ours before a token counts as from the future, in milliseconds. */
  readonly clockToleranceMs: number;
  /** How long Spotify's access tokens live, in seconds. */
  readonly accessTokenSeconds: number;
  /** The longest that is common for a JWT whose issuer is not known, in seconds. */
  readonly longestUsualSeconds: number;
  /** A token of a known issuer that lives more than so many times as long as usual is suspicious. */
  readonly lifetimeAllowance: number;
}

export const SPOTIFY_POLICY: Policy = {
  expiringMs: 5 * 60_000,
  clockToleranceMs: 60_000,
  accessTokenSeconds: ACCESS_TOKEN_LIFETIME_SECONDS,
  longestUsualSeconds: 86_400,
  lifetimeAllowance: 2,
};
