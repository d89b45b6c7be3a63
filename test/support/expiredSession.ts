/** A session whose token ran out, as a program's JSON lines: login, a call that works, the same call refused 61 minutes later. */
export function expiredSession(accessToken: string, refreshToken: string, startMs: number): string {
  const bearer = { host: 'api.spotify.com', authorization: `Bearer ${accessToken}` };
  return [
    line(startMs, 'POST', 'https://accounts.spotify.com/api/token', { host: 'accounts.spotify.com' }, 200, startMs, {
      access_token: accessToken,
      token_type: 'Bearer',
      expires_in: 3600,
      refresh_token: refreshToken,
      scope: 'user-read-private',
    }),
    line(startMs + 5000, 'GET', 'https://api.spotify.com/v1/me', bearer, 200, startMs + 5000, { id: 'listener' }),
    line(startMs + 3_660_000, 'GET', 'https://api.spotify.com/v1/me', bearer, 401, startMs + 3_660_000, {
      error: { status: 401, message: 'Missing/invalid/expired access token' },
    }),
    '',
  ].join('\n');
}

function line(
  time: number,
  method: string,
  url: string,
  headers: object,
  statusCode: number,
  dateMs: number,
  body: object,
): string {
  const res = {
    statusCode,
    headers: { date: new Date(dateMs).toUTCString(), 'content-type': 'application/json' },
    body,
  };
  return JSON.stringify({
    level: 30,
    time,
    pid: 1,
    hostname: 'app',
    req: { method, url, headers },
    res,
    msg: 'request completed',
  });
}
