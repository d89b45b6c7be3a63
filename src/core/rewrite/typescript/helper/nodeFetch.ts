import nodeFetch, { type RequestInit, type Response } from "node-fetch";
import { spotify } from "./setupUser";
import { canSendTwice, isSpotifyApi, unlessAborted } from "./spotifyAuth";

/** node-fetch with the token. A 401 is answered by one refresh and one retry. */
export async function spotifyFetch(
  url: string | URL,
  init: RequestInit = {},
): Promise<Response> {
  if (!isSpotifyApi(String(url))) return nodeFetch(String(url), init);
  const signal = init.signal as AbortSignal | null | undefined;
  const token = await unlessAborted(spotify.accessToken(), signal);
  const response = await sendAndFollow(String(url), init, token);
  if (response.status !== 401 || !isSpotifyApi(response.url)) return response;
  if (!canSendTwice(init.body)) return response;
  const fresh = await unlessAborted(spotify.accessToken(token), signal);
  if (fresh === token) return response;
  await response.arrayBuffer();
  return sendAndFollow(String(url), init, fresh);
}

/** node-fetch would take the token along to another port of the same host. */
async function sendAndFollow(
  url: string,
  init: RequestInit,
  token: string,
): Promise<Response> {
  const headers = new Headers(init.headers as HeadersInit);
  if (isSpotifyApi(url)) headers.set("Authorization", `Bearer ${token}`);
  else headers.delete("Authorization");
  const options = { ...init, headers: Object.fromEntries(headers) };
  const follows = (init.redirect ?? "follow") === "follow";
  if (!follows) return nodeFetch(url, options);

  const response = await nodeFetch(url, { ...options, redirect: "manual" });
  const location = response.headers.get("location");
  const leftHops = init.follow ?? 20;
  const isRedirect = [301, 302, 303, 307, 308].includes(response.status);
  if (!isRedirect || !location || leftHops === 0) return response;
  if (!canSendTwice(init.body)) return response;
  await response.arrayBuffer();
  const next: RequestInit = { ...init, follow: leftHops - 1 };
  if (response.status < 307 && init.method?.toUpperCase() !== "HEAD") {
    next.method = "GET";
    delete next.body;
  }
  return sendAndFollow(new URL(location, url).href, next, token);
}
