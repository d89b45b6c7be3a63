import fetch from 'node-fetch';

const BASE = 'https://api.spotify.com';

export async function call(path, init = {}) {
  const { duplex, ...options } = init;
  const res = await fetch(BASE + path, {
    ...options,
    headers: { Authorization: 'Bearer ' + process.env.SPOTIFY_ACCESS_TOKEN, ...init.headers },
  });
  return { status: res.status, text: await res.text() };
}
