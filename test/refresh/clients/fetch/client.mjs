const token = process.env.SPOTIFY_ACCESS_TOKEN;

export async function call(path, init) {
  const request = new Request('https://api.spotify.com' + path, init);
  const response = await fetch('https://api.spotify.com' + path, {
    ...init,
    headers: { ...init?.headers, authorization: 'Bearer ' + token },
  });
  return { status: response.status, text: await response.text(), request };
}
