import axios, { AxiosError, type AxiosInstance } from "axios";
import { spotify } from "./setupUser";
import { canSendTwice, isSpotifyApi, unlessAborted } from "./spotifyAuth";

/** Gives this instance the token, and on a 401 one refresh and one retry. */
export function withSpotifyAuth<T extends AxiosInstance>(api: T): T {
  const send = axios.getAdapter(api.defaults.adapter);
  api.defaults.adapter = async (config) => {
    if (!isSpotifyApi(axios.getUri(config))) return send(config);
    const signal = config.signal as AbortSignal | undefined;
    const attempt = (token: string) => {
      config.headers.set("Authorization", `Bearer ${token}`);
      return send(config);
    };

    const token = await unlessAborted(spotify.accessToken(), signal);
    const result = await attempt(token).then(
      (response) => ({ response, error: undefined }),
      (error: unknown) => {
        if (!(error instanceof AxiosError) || !error.response) throw error;
        return { response: error.response, error };
      },
    );
    const { response, error } = result;
    if (
      response.status === 401 &&
      canSendTwice(config.data) &&
      isSpotifyApi(landedOn(response.request) ?? axios.getUri(config))
    ) {
      const fresh = await unlessAborted(spotify.accessToken(token), signal);
      if (fresh !== token) return attempt(fresh);
    }
    if (error) throw error;
    return response;
  };
  return api;
}

/** Where the redirects ended: Node and browsers tell it in different places. */
function landedOn(request: {
  res?: { responseUrl?: string };
  responseURL?: string;
}): string | undefined {
  return request?.res?.responseUrl ?? request?.responseURL;
}

/** Use this in place of `axios` for api.spotify.com. */
export const spotifyHttp = withSpotifyAuth(axios.create());
