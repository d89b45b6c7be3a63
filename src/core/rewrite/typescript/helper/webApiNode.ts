import { spotify } from "./setupUser";

interface Client {
  setAccessToken(token: string): void;
}

interface Granted {
  body: { access_token: string; refresh_token: string; expires_in: number };
}

type Callback = (error: unknown, result?: unknown) => void;

/** These stay as they are: they keep credentials or ask the accounts service. */
const NOT_API = new Set([
  ...["getCredentials", "setCredentials", "resetCredentials"],
  ...["getAccessToken", "setAccessToken", "resetAccessToken"],
  ...["getRefreshToken", "setRefreshToken", "resetRefreshToken"],
  ...["getClientId", "setClientId", "resetClientId"],
  ...["getClientSecret", "setClientSecret", "resetClientSecret"],
  ...["getRedirectURI", "setRedirectURI", "resetRedirectURI"],
  ...["createAuthorizeURL", "refreshAccessToken", "clientCredentialsGrant"],
  ...["_getCredential", "_setCredential", "_resetCredential", "constructor"],
]);

/** Gives every API call the token, and on a 401 one refresh and one retry. */
export function withSpotifyRefresh<T extends Client>(api: T): T {
  return new Proxy(api, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name, target);
      if (typeof member !== "function") return member;
      if (typeof name === "symbol" || NOT_API.has(name)) {
        return member.bind(target);
      }
      const call = async (args: unknown[]) => {
        if (name === "authorizationCodeGrant") {
          const granted = (await member.apply(target, args)) as Granted;
          await spotify.signedIn(granted.body);
          return granted;
        }
        // A local: the client's own token is shared by all calls under way.
        const token = await spotify.accessToken();
        target.setAccessToken(token);
        try {
          return await member.apply(target, args);
        } catch (error) {
          if (!isUnauthorized(error)) throw error;
          const fresh = await spotify.accessToken(token);
          if (fresh === token) throw error;
          target.setAccessToken(fresh);
          return await member.apply(target, args);
        }
      };
      return (...args: unknown[]) => {
        const callback = args.at(-1);
        if (typeof callback !== "function") return call(args);
        const done = callback as Callback;
        call(args.slice(0, -1)).then(
          (result) => done(null, result),
          (error) => done(error),
        );
        return undefined;
      };
    },
  });
}

function isUnauthorized(error: unknown): boolean {
  return (
    typeof error === "object" &&
    error !== null &&
    "statusCode" in error &&
    error.statusCode === 401
  );
}
