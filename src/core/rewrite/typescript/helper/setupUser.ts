import { fileTokenStore } from "./fileStore";
import { createSpotifyAuth } from "./spotifyAuth";

/**
 * The signed-in user. After the code exchange call `spotify.signedIn(answer)`,
 * or start with a refresh token in SPOTIFY_REFRESH_TOKEN. For many users call
 * createSpotifyAuth once for each, with a store of its own; without a lasting
 * disk (serverless) give it a store in your database.
 */
export const spotify = createSpotifyAuth({
  clientId: process.env.SPOTIFY_CLIENT_ID ?? "",
  clientSecret: process.env.SPOTIFY_CLIENT_SECRET, // not set for PKCE
  store: fileTokenStore({
    path: ".spotify-tokens.json",
    refreshToken: process.env.SPOTIFY_REFRESH_TOKEN,
  }),
});
