import { request } from 'undici';

export async function call(path, { method = 'GET', body, headers, signal } = {}) {
  const { statusCode, body: answer } = await request(`https://api.spotify.com${path}`, {
    method,
    body: body instanceof URLSearchParams ? body.toString() : body,
    headers: { ...headers, authorization: `Bearer ${process.env.SPOTIFY_ACCESS_TOKEN}` },
    signal,
  });
  return { status: statusCode, text: await answer.text() };
}
