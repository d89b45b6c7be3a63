'use client';

const CLIENT_ID = 'public-client-id';
const login = () => localStorage.getItem('access_token');

export async function call(path: string): Promise<number> {
  const response = await fetch(`https://api.spotify.com${path}`, { headers: { Authorization: `Bearer ${login()}` } });
  return response.status;
}

export const authorizeUrl = `https://accounts.spotify.com/authorize?client_id=${CLIENT_ID}&response_type=code`;
