const API = 'https://api.spotify.com';
const token = process.env.SPOTIFY_ACCESS_TOKEN;

export async function call(path: string, init: RequestInit = {}): Promise<{ status: number; text: string }> {
  const response = await fetch(`${API}${path}`, {
    ...init,
    headers: { Authorization: `Bearer ${token}`, ...init.headers },
  });
  return { status: response.status, text: await response.text() };
}
