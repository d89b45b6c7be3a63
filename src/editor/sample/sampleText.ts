import { mintJwt, mintOpaque } from './mint';

const MINUTE_MS = 60_000;
/** Three days and a little, so that the editor says three. */
const LONG_AGO_MS = (3 * 24 * 60 + 5) * MINUTE_MS;

/** A log with one token of every sort, minted at `nowMs`. */
export async function sampleText(nowMs: number): Promise<string> {
  const seconds = (offsetMs: number) => Math.floor((nowMs + offsetMs) / 1000);
  const claims = (issuedMs: number, lifeMs: number) => ({
    iss: 'https://auth.example.com',
    sub: 'sample-listener',
    aud: 'auth-lens-sample',
    iat: seconds(issuedMs),
    exp: seconds(issuedMs + lifeMs),
    scope: 'user-read-email playlist-modify-private streaming',
  });
  const line = (offsetMs: number, text: string) => `${new Date(nowMs + offsetMs).toISOString()} ${text}`;

  const alive = await mintJwt(claims(-17 * MINUTE_MS, 60 * MINUTE_MS));
  const ending = await mintJwt(claims(-58 * MINUTE_MS, 60 * MINUTE_MS));
  const expired = await mintJwt(claims(-LONG_AGO_MS - 60 * MINUTE_MS, 60 * MINUTE_MS));
  const future = await mintJwt({ ...claims(5 * MINUTE_MS, 60 * MINUTE_MS), nbf: seconds(5 * MINUTE_MS) });
  const broken = await mintJwt(claims(0, 60 * MINUTE_MS));
  const response = {
    access_token: mintOpaque('BQA', 160),
    token_type: 'Bearer',
    expires_in: 3600,
    refresh_token: mintOpaque('AQA', 131),
    scope: 'user-read-email playlist-modify-private',
  };

  return [
    '# Auth Lens for Spotify: a sample log. Every token in it was made a moment ago and opens nothing.',
    '# Point at a token, or put the cursor on it and run "Show or Focus Hover".',
    '',
    '# Alive for another 43 minutes.',
    line(-2000, `GET https://api.example.com/v1/me authorization: Bearer ${alive}`),
    '',
    '# Two minutes left: wait and see it run out.',
    line(-1000, `GET https://api.example.com/v1/me authorization: Bearer ${ending}`),
    '',
    '# Expired three days ago, but alive when this line was written.',
    line(-LONG_AGO_MS - 50 * MINUTE_MS, `GET https://api.example.com/v1/me authorization: Bearer ${expired}`),
    '',
    '# From the future: issued five minutes from now. Is a clock wrong?',
    line(0, `GET https://api.example.com/v1/me authorization: Bearer ${future}`),
    '',
    '# A token response of Spotify. Its values are opaque; how long they live stands beside them.',
    line(-10 * MINUTE_MS, 'POST https://accounts.spotify.com/api/token 200'),
    JSON.stringify(response),
    '',
    '# Broken: some characters in the middle were lost.',
    line(0, `GET https://api.example.com/v1/me authorization: Bearer ${withGap(broken)}`),
    '',
  ].join('\n');
}

/** Takes 7 characters out of the claims, so that they are base64url no more. */
function withGap(token: string): string {
  const middle = token.indexOf('.') + 40;
  return token.slice(0, middle) + token.slice(middle + 7);
}
