import type { SpotifyTokens, TokenStore } from "./spotifyAuth";

/** Tokens in local storage; a Web Lock lets one tab refresh for all. */
export function browserTokenStore(key: string): TokenStore {
  return {
    async load() {
      const text = localStorage.getItem(key);
      return text ? (JSON.parse(text) as SpotifyTokens) : undefined;
    },
    async save(tokens) {
      if (tokens) localStorage.setItem(key, JSON.stringify(tokens));
      else localStorage.removeItem(key);
    },
    async lock(work) {
      // Pages without https have no locks.
      return "locks" in navigator ? navigator.locks.request(key, work) : work();
    },
  };
}
