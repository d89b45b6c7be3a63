import got from 'got';

export async function call(path, { method = 'GET', body, headers, signal } = {}) {
  const sent = body instanceof URLSearchParams ? body.toString() : body;
  const response = await got(`https://api.spotify.com${path}`, {
    method,
    body: sent,
    headers: { ...headers, Authorization: `Bearer ${process.env.SPOTIFY_ACCESS_TOKEN}` },
    throwHttpErrors: false,
    ...(signal && { signal }),
  });
  return { status: response.statusCode, text: response.body };
}
