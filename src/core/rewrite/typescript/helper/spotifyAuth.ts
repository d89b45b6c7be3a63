/** What is kept between requests. */
export interface SpotifyTokens {
  accessToken: string;
  /** Client credentials have none. */
  refreshToken?: string | undefined;
  /** Milliseconds since 1970. */
  expiresAt: number;
}

/** Where the tokens live: a file, a database row, local storage. */
export interface TokenStore {
  load(): Promise<SpotifyTokens | undefined>;
  /** Resolves once the tokens are safe; `undefined` removes them. */
  save(tokens: SpotifyTokens | undefined): Promise<void>;
  /** Runs `work` while other processes and tabs that share the store wait. */
  lock?<T>(work: () => Promise<T>): Promise<T>;
}

/** The answer of Spotify's token endpoint, as it came. */
export interface TokenAnswer {
  access_token: string;
  refresh_token?: string | undefined;
  expires_in?: number | undefined;
}

interface UnsavedTokens {
  tokens: SpotifyTokens;
  /** The access token that the store still holds. */
  replaces: string | undefined;
}

interface RawAnswer extends Partial<TokenAnswer> {
  error?: string;
}

export interface SpotifyAuthOptions {
  clientId: string;
  /** On a server only. Leave it out for PKCE. */
  clientSecret?: string | undefined;
  grant?: "refresh_token" | "client_credentials";
  store: TokenStore;
}

/** Send the user to sign in again: no refresh token, or Spotify refused it. */
export class SpotifyReauthRequired extends Error {
  override readonly name = "SpotifyReauthRequired";
}

const API_ORIGIN = "https://api.spotify.com";
const TOKEN_URL = "https://accounts.spotify.com/api/token";
const EXPIRY_MARGIN_MS = 60_000;
const COOL_DOWN_MS = 10_000;
const REFRESH_TIMEOUT_MS = 15_000;

/** One signed-in user. Make it once and share it: refreshes are shared too. */
export function createSpotifyAuth(options: SpotifyAuthOptions) {
  const { clientId, clientSecret, grant = "refresh_token", store } = options;
  let refreshing: Promise<string> | undefined;
  let newest: { accessToken: string; coolUntil: number } | undefined;
  let unsaved: UnsavedTokens | undefined;
  let saving: Promise<void> | undefined;
  let refused: string | undefined;
  let signIns = 0;

  /**
   * A token to send now. After a 401, pass the token that was rejected: the
   * answer is a newer one, or the same one where a newer one would not help.
   */
  async function accessToken(rejected?: string): Promise<string> {
    if (rejected !== undefined && isCooling(rejected)) return rejected;
    if (!refreshing) {
      const current = await load();
      if (current && isUsable(current, rejected)) {
        return rejected === undefined ? current.accessToken : remember(current);
      }
      refreshing ??= exclusively(() => refresh(rejected)).finally(() => {
        refreshing = undefined;
      });
    }
    return refreshing;
  }

  /** Call this with the token endpoint's answer after each sign-in. */
  async function signedIn(answer: TokenAnswer): Promise<void> {
    signIns += 1;
    refused = undefined;
    unsaved = undefined;
    newest = undefined;
    await exclusively(() => store.save(toTokens(answer, Date.now())));
  }

  async function refresh(rejected?: string): Promise<string> {
    const current = await load();
    // Another process may have refreshed while this one waited.
    if (current && isUsable(current, rejected)) return remember(current);
    const spent = current?.refreshToken;
    if (grant === "refresh_token" && (!spent || spent === refused)) {
      throw new SpotifyReauthRequired("Not signed in to Spotify");
    }
    const before = signIns;
    const startedAt = Date.now();
    const answer = await requestToken(spent);
    const latest = await store.load();
    if (signIns !== before && latest) return latest.accessToken;
    if (answer === "invalid_grant") {
      if (latest && latest.refreshToken !== spent && !unsaved) {
        return latest.accessToken;
      }
      refused = spent;
      unsaved = undefined;
      await store.save(undefined).catch(() => {});
      throw new SpotifyReauthRequired("Spotify refused the refresh token");
    }
    const tokens = toTokens(answer, startedAt, spent);
    await keep(tokens, latest?.accessToken);
    return remember(tokens);
  }

  async function requestToken(refreshToken?: string) {
    const form = new URLSearchParams({ grant_type: grant });
    if (grant === "refresh_token") {
      form.set("refresh_token", refreshToken ?? "");
    }
    const headers = new Headers();
    if (clientSecret) {
      headers.set(
        "Authorization",
        `Basic ${btoa(`${clientId}:${clientSecret}`)}`,
      );
    } else {
      form.set("client_id", clientId);
    }
    // No caller's signal here: whoever gives up must not end it for the others.
    const response = await fetch(TOKEN_URL, {
      method: "POST",
      headers,
      body: form,
      redirect: "error",
      signal: AbortSignal.timeout(REFRESH_TIMEOUT_MS),
    });
    const answer: RawAnswer = await response.json().catch(() => ({}));
    if (response.ok && answer.access_token) return answer as TokenAnswer;
    if (answer.error === "invalid_grant") return "invalid_grant";
    throw new Error(`Spotify did not renew the token: HTTP ${response.status}`);
  }

  /** `fetch` with the token. A 401 is answered by one refresh and one retry. */
  async function fetchWithRefresh(
    input: RequestInfo | URL,
    init: RequestInit = {},
  ): Promise<Response> {
    const request = input instanceof Request ? input : undefined;
    if (!isSpotifyApi(request?.url ?? String(input))) return fetch(input, init);
    const signal = init.signal ?? request?.signal;
    const send = (token: string) => {
      const headers = new Headers(init.headers ?? request?.headers);
      headers.set("Authorization", `Bearer ${token}`);
      return fetch(request?.clone() ?? input, { ...init, headers });
    };

    const token = await unlessAborted(accessToken(), signal);
    const response = await send(token);
    if (response.status !== 401 || !canSendTwice(init.body)) return response;
    // A redirect may have led elsewhere: that 401 is not about this token.
    if (response.redirected && !isSpotifyApi(response.url)) return response;
    const fresh = await unlessAborted(accessToken(token), signal);
    if (fresh === token) return response;
    await response.body?.cancel();
    return send(fresh);
  }

  function isUsable(tokens: SpotifyTokens, rejected?: string): boolean {
    if (tokens.accessToken === rejected) return false;
    const leftMs = tokens.expiresAt - Date.now();
    if (leftMs > EXPIRY_MARGIN_MS) return true;
    return leftMs > 0 && isCooling(tokens.accessToken);
  }

  /** A token this new is not replaced again: something else is wrong. */
  function isCooling(token: string): boolean {
    if (token !== newest?.accessToken) return false;
    return performance.now() < newest.coolUntil;
  }

  function remember({ accessToken, expiresAt }: SpotifyTokens): string {
    if (newest?.accessToken !== accessToken) {
      const leftMs = Math.max(0, expiresAt - Date.now());
      const coolMs = Math.min(COOL_DOWN_MS, leftMs / 2);
      newest = { accessToken, coolUntil: performance.now() + coolMs };
    }
    return accessToken;
  }

  async function load(): Promise<SpotifyTokens | undefined> {
    const stored = await store.load();
    if (!unsaved || stored?.accessToken !== unsaved.replaces) return stored;
    const { tokens, replaces } = unsaved;
    saving ??= keep(tokens, replaces).finally(() => {
      saving = undefined;
    });
    await saving;
    return tokens;
  }

  /** A rotated refresh token exists only here: keep it, even if saving fails. */
  async function keep(tokens: SpotifyTokens, replaces?: string): Promise<void> {
    unsaved = { tokens, replaces };
    try {
      await store.save(tokens);
      unsaved = undefined;
    } catch {
      console.warn("The new Spotify tokens could not be saved yet.");
    }
  }

  function exclusively<T>(work: () => Promise<T>): Promise<T> {
    return store.lock ? store.lock(work) : work();
  }

  return { accessToken, signedIn, fetch: fetchWithRefresh };
}

/** The only place a Spotify token may be sent to. */
export function isSpotifyApi(url: string): boolean {
  try {
    return new URL(url).origin === API_ORIGIN;
  } catch {
    return false;
  }
}

/** A stream is gone once it was sent; everything else can be sent again. */
export function canSendTwice(body: unknown): boolean {
  return (
    typeof body !== "object" ||
    body === null ||
    body instanceof URLSearchParams ||
    body instanceof FormData ||
    body instanceof Blob ||
    body instanceof ArrayBuffer ||
    ArrayBuffer.isView(body)
  );
}

/** Ends the wait of one caller that aborts; the shared work goes on. */
export function unlessAborted<T>(
  work: Promise<T>,
  signal: AbortSignal | null | undefined,
): Promise<T> {
  if (!signal) return work;
  return new Promise<T>((resolve, reject) => {
    const abort = () => reject(signal.reason);
    if (signal.aborted) abort();
    signal.addEventListener("abort", abort, { once: true });
    const done = () => signal.removeEventListener("abort", abort);
    work.then(resolve, reject).finally(done);
  });
}

/** Spotify often sends no refresh token: the one that was spent stays valid. */
function toTokens(
  answer: TokenAnswer,
  startedAt: number,
  spent?: string,
): SpotifyTokens {
  return {
    accessToken: answer.access_token,
    refreshToken: answer.refresh_token || spent,
    expiresAt: startedAt + (answer.expires_in || 3600) * 1000,
  };
}
