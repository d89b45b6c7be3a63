import { memoryTokenStore } from "./memoryStore";
import type { TokenStore } from "./spotifyAuth";
import { createSpotifyAuth, SpotifyReauthRequired } from "./spotifyAuth";

interface Account {
  access_token?: string | undefined;
  refresh_token?: string | undefined;
  expires_at?: number | undefined;
}

interface Login {
  auth: ReturnType<typeof createSpotifyAuth>;
  store: TokenStore;
}

/** By each refresh token a login has had: a cookie may carry an older one. */
const logins = new Map<string, Login>();

/**
 * For the end of the `jwt` callback: keeps what a sign-in gives, and renews it
 * before it expires. When Spotify refuses, `token.error` is RefreshTokenError:
 * copy it in the `session` callback and send the user to sign in again.
 *
 * Next.js server components cannot write cookies: what is renewed while one
 * renders is lost. Call `auth()` in middleware or a route handler as well.
 */
export async function withFreshSpotifyToken<T extends Record<string, unknown>>(
  token: T,
  account?: Account | null,
  accessTokenField = "accessToken",
): Promise<T> {
  if (account?.access_token) {
    return Object.assign(token, {
      [accessTokenField]: account.access_token,
      refreshToken: account.refresh_token,
      expiresAt: (account.expires_at ?? 0) * 1000,
      error: undefined,
    });
  }
  const { refreshToken } = token;
  if (typeof refreshToken !== "string") return token;
  const login = logins.get(refreshToken) ?? makeLogin();
  const { auth, store } = login;
  if (!logins.has(refreshToken)) {
    logins.set(refreshToken, login);
    const accessToken = String(token[accessTokenField]);
    const expiresAt = Number(token["expiresAt"]);
    await store.save({ accessToken, refreshToken, expiresAt });
  }
  try {
    await auth.accessToken();
  } catch (error) {
    if (!(error instanceof SpotifyReauthRequired)) return token;
    return Object.assign(token, { error: "RefreshTokenError" });
  }
  const renewed = await store.load();
  if (!renewed?.refreshToken) return token;
  logins.set(renewed.refreshToken, login);
  return Object.assign(token, {
    [accessTokenField]: renewed.accessToken,
    refreshToken: renewed.refreshToken,
    expiresAt: renewed.expiresAt,
    error: undefined,
  });
}

function makeLogin(): Login {
  // Long-lived servers: forget the oldest rather than grow without end.
  const oldest = logins.keys().next().value;
  if (logins.size >= 10_000 && oldest !== undefined) logins.delete(oldest);
  const store = memoryTokenStore();
  const auth = createSpotifyAuth({
    clientId: process.env.SPOTIFY_CLIENT_ID ?? "",
    clientSecret: process.env.SPOTIFY_CLIENT_SECRET,
    store,
  });
  return { auth, store };
}
