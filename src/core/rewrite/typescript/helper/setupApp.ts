import { memoryTokenStore } from "./memoryStore";
import { createSpotifyAuth } from "./spotifyAuth";

/** The app itself (client credentials): there is no user and no sign-in. */
export const spotify = createSpotifyAuth({
  clientId: process.env.SPOTIFY_CLIENT_ID ?? "",
  clientSecret: process.env.SPOTIFY_CLIENT_SECRET,
  grant: "client_credentials",
  store: memoryTokenStore(),
});
