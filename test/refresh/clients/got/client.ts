import got from 'got';

const api = got.extend({
  prefixUrl: 'https://api.spotify.com',
  headers: { authorization: `Bearer ${process.env.SPOTIFY_ACCESS_TOKEN}` },
  throwHttpErrors: false,
});

type Options = { method?: 'GET' | 'POST'; body?: string | URLSearchParams; headers?: Record<string, string>; signal?: AbortSignal };

export async function call(path: string, { method = 'GET', body, headers, signal }: Options = {}) {
  const response = await api(path.slice(1), {
    method,
    ...(headers && { headers }),
    ...(body !== undefined && { body: body instanceof URLSearchParams ? body.toString() : body }),
    ...(signal && { signal }),
  });
  return { status: response.statusCode, text: response.body };
}
