import { browserTokenStore } from "./browserStore";
import { createSpotifyAuth } from "./spotifyAuth";

/**
 * The signed-in user (PKCE). After the code exchange call
 * `spotify.signedIn(answer)`. The client secret must never be in this code:
 * everybody who opens the page can read it, and PKCE does not need it.
 */
export const spotify = createSpotifyAuth({
  clientId: "YOUR_CLIENT_ID",
  store: browserTokenStore("spotify-tokens"),
});
