import { request } from "undici";
import { spotify } from "./setupUser";
import { canSendTwice, isSpotifyApi, unlessAborted } from "./spotifyAuth";

type Options = Parameters<typeof request>[1];

/** undici's `request` with the token. A 401 leads to one refresh and retry. */
export async function spotifyRequest(url: string | URL, options: Options = {}) {
  if (!isSpotifyApi(String(url))) return request(url, options);
  const signal = options?.signal as AbortSignal | null | undefined;
  const send = (token: string) =>
    request(url, { ...options, headers: withToken(options?.headers, token) });

  const token = await unlessAborted(spotify.accessToken(), signal);
  const response = await send(token);
  if (response.statusCode !== 401) return response;
  if (!canSendTwice(options?.body)) return response;
  const fresh = await unlessAborted(spotify.accessToken(token), signal);
  if (fresh === token) return response;
  await response.body.dump();
  return send(fresh);
}

/** undici takes headers as an object, as pairs, or as a flat list. */
function withToken(headers: unknown, token: string): Record<string, string> {
  const list: unknown[] = isIterable(headers)
    ? [...headers].flat()
    : Object.entries(headers ?? {}).flat();
  const result: Record<string, string> = {};
  for (let at = 0; at < list.length; at += 2) {
    const name = String(list[at]);
    if (name.toLowerCase() !== "authorization") {
      result[name] = String(list[at + 1]);
    }
  }
  return { ...result, authorization: `Bearer ${token}` };
}

function isIterable(value: unknown): value is Iterable<unknown> {
  return (
    typeof value === "object" && value !== null && Symbol.iterator in value
  );
}
