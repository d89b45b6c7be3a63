import axios from 'axios';

const token = process.env.SPOTIFY_ACCESS_TOKEN;

export async function call(
  path: string,
  init: { method?: string; body?: unknown; headers?: Record<string, string>; signal?: AbortSignal } = {},
): Promise<{ status: number; text: string }> {
  const { method = 'GET', body, headers, signal } = init;
  const response = await axios.request<string>({
    url: `https://api.spotify.com${path}`,
    method,
    data: body,
    headers: { ...headers, Authorization: `Bearer ${token}` },
    ...(signal && { signal }),
    responseType: 'text',
    transformResponse: (data) => data,
    validateStatus: () => true,
  });
  return { status: response.status, text: response.data };
}
