import ky from 'ky'

export const call = async (path, options) => {
  const response = await ky('https://api.spotify.com' + path, {
    ...options,
    throwHttpErrors: false,
    headers: { ...options?.headers, Authorization: `Bearer ${process.env.SPOTIFY_ACCESS_TOKEN}` },
  })
  return { status: response.status, text: await response.text() }
}
