import type { SeededRandom } from './random';

/** Tokens, and what looks like them, from a seed: the same in every run, and none stands in the repository. */

export function jws(random: SeededRandom): string {
  const header = random.pick([
    { alg: 'RS256', typ: 'JWT', kid: hex(random, 20) },
    { alg: 'ES256', kid: hex(random, 8), typ: 'at+jwt' },
    { typ: 'JWT', alg: 'HS256' },
  ]);
  const claims = { iss: 'https://issuer.example', sub: hex(random, 16), iat: 1_790_000_000 + random.below(1e6), scope };
  const signature = header.alg === 'RS256' ? 256 : header.alg === 'ES256' ? 64 : 32;
  return [json(header), json(claims), base64url(random, signature)].join('.');
}

export function jwe(random: SeededRandom): string {
  const direct = random.below(4) === 0;
  const header = direct ? { alg: 'dir', enc: 'A256GCM' } : { alg: 'RSA-OAEP', enc: 'A128GCM', kid: hex(random, 8) };
  const key = direct ? '' : base64url(random, 256);
  return [json(header), key, base64url(random, 12), base64url(random, 90), base64url(random, 16)].join('.');
}

/** Spotify's opaque values by their first two bytes. */
export function accessToken(random: SeededRandom): string {
  return spotify(random, [5, 0], random.between(120, 280));
}

export function refreshToken(random: SeededRandom): string {
  return spotify(random, [1, 0], 131);
}

function spotify(random: SeededRandom, first: readonly number[], length: number): string {
  return Buffer.from([...first, ...random.bytes(length)])
    .toString('base64url')
    .slice(0, length);
}

/** Flask's session cookie: three segments and `eyJ`, but no header. */
export function flaskCookie(random: SeededRandom): string {
  const session = { _fresh: true, _user_id: String(random.below(1e6)), csrf: hex(random, 20) };
  return [json(session), base64url(random, 4), base64url(random, 20)].join('.');
}

/** JSON in base64, as many cookies are. */
export function jsonCookie(random: SeededRandom): string {
  return json({ id: hex(random, 16), seen: random.below(1e9), consent: ['analytics', 'ads'] });
}

/** LinkedIn's `li_at`, which begins much as Spotify's values do. */
export function linkedInCookie(random: SeededRandom): string {
  return `AQED${base64url(random, 111)}`;
}

export function base64(random: SeededRandom, bytes: number): string {
  return random.bytes(bytes).toString('base64');
}

export function base64url(random: SeededRandom, bytes: number): string {
  return random.bytes(bytes).toString('base64url');
}

export function hex(random: SeededRandom, bytes: number): string {
  return random.bytes(bytes).toString('hex');
}

function json(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

const scope = 'user-read-email user-read-private playlist-read-private';
