import type { SpotifyTokens, TokenStore } from "./spotifyAuth";

/** Tokens of this process only: enough where a new one can always be had. */
export function memoryTokenStore(): TokenStore {
  let kept: SpotifyTokens | undefined;
  return {
    load: async () => kept,
    save: async (tokens) => {
      kept = tokens;
    },
  };
}
