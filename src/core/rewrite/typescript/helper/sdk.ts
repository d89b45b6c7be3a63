import type { AccessToken, IAuthStrategy } from "@spotify/web-api-ts-sdk";
import { spotify } from "./setupUser";

/**
 * For `new SpotifyApi(spotifyStrategy, { fetch: spotify.fetch })`. The SDK does
 * not get the refresh token: it would spend it without keeping the new one.
 */
export const spotifyStrategy: IAuthStrategy = {
  setConfiguration() {},
  getOrCreateAccessToken: currentToken,
  getAccessToken: currentToken,
  removeAccessToken() {},
};

async function currentToken(): Promise<AccessToken> {
  const token = await spotify.accessToken();
  return {
    access_token: token,
    token_type: "Bearer",
    expires_in: 3600,
    refresh_token: "",
  };
}
