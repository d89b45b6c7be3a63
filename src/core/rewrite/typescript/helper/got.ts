import got, { type RequestError } from "got";
import { spotify } from "./setupUser";
import { canSendTwice, isSpotifyApi, unlessAborted } from "./spotifyAuth";

const sentTokens = new Set<string>();
const failures = new WeakMap<object, Error>();

/** Use this in place of `got` for api.spotify.com. */
export const spotifyGot = got.extend({
  // Spotify may say "retry after" some hours: give the 429 back instead.
  retry: { maxRetryAfter: 10_000 },
  hooks: {
    beforeRequest: [
      async (options) => {
        const { headers, signal } = options;
        // This hook runs again on a redirect, which may lead anywhere.
        if (!isSpotifyApi(String(options.url))) {
          if (sentTokens.has(String(headers.authorization))) {
            delete headers.authorization;
          }
          return;
        }
        if (sentTokens.has(String(headers.authorization))) return;
        try {
          const token = await unlessAborted(spotify.accessToken(), signal);
          headers.authorization = remembered(token);
        } catch (error) {
          if (error instanceof Error) failures.set(options, error);
          throw error;
        }
      },
    ],
    afterResponse: [
      async (response, retryWith) => {
        const { options } = response.request;
        const sent = String(options.headers.authorization);
        if (
          response.statusCode !== 401 ||
          !isSpotifyApi(response.url) ||
          !canSendTwice(options.body)
        ) {
          return response;
        }
        try {
          const rejected = sent.replace("Bearer ", "");
          const fresh = spotify.accessToken(rejected);
          const token = await unlessAborted(fresh, options.signal);
          if (token === rejected) return response;
          // got leaves this hook out of the retry, so it happens once.
          return retryWith({ headers: { authorization: remembered(token) } });
        } catch (error) {
          if (error instanceof Error) failures.set(options, error);
          throw error;
        }
      },
    ],
    // got wraps what its hooks throw: give SpotifyReauthRequired itself.
    beforeError: [
      (error) => (failures.get(error.options) ?? error) as RequestError,
    ],
  },
});

function remembered(token: string): string {
  sentTokens.add(`Bearer ${token}`);
  return `Bearer ${token}`;
}
