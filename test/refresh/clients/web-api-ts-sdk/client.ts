import { type AccessToken, SpotifyApi } from '@spotify/web-api-ts-sdk';

const token: AccessToken = {
  access_token: process.env.SPOTIFY_ACCESS_TOKEN ?? '',
  token_type: 'Bearer',
  expires_in: 3600,
  refresh_token: '',
};

// Any path of the API, and answers as they are.
Object.assign(SpotifyApi, { rootUrl: 'https://api.spotify.com' });
const sdk = SpotifyApi.withAccessToken('client-id', token, {
  responseValidator: { validateResponse: async () => {} },
  deserializer: {
    async deserialize<T>(response: Response): Promise<T> {
      return { status: response.status, text: await response.text() } as T;
    },
  },
});

interface Options {
  method?: 'GET' | 'POST';
  body?: unknown;
  headers?: Record<string, string>;
}

export async function call(path: string, { method = 'GET', body, headers }: Options = {}) {
  const sent = body === undefined ? undefined : String(body);
  return sdk.makeRequest<{ status: number; text: string }>(method, path, sent, headers?.['Content-Type']);
}
