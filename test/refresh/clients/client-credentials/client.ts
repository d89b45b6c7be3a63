/** Public data only: the app's own token, from grant_type=client_credentials, put here by a job. */
const token = process.env.SPOTIFY_APP_TOKEN;

export async function call(path: string): Promise<{ status: number; text: string }> {
  const response = await fetch(`https://api.spotify.com${path}`, { headers: { Authorization: `Bearer ${token}` } });
  return { status: response.status, text: await response.text() };
}
