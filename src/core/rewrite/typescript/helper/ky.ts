import ky from "ky";
import { spotify } from "./setupUser";

/** Use this in place of `ky` for api.spotify.com. */
export const spotifyKy = ky.create({
  fetch: spotify.fetch,
  // Spotify may say "retry after" some hours: do not sleep that long.
  retry: { statusCodes: [408, 500, 502, 503, 504], afterStatusCodes: [503] },
});
