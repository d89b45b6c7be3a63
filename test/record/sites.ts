import { type CryptoKey, exportJWK, generateKeyPair, jwtVerify, SignJWT } from 'jose';
import type { Parts } from '../support/authServer/middleware';
import { mint } from '../support/authServer/spotifyTokens';

export const HOSTS = {
  accounts: 'accounts.spotify.com',
  api: 'api.spotify.com',
  webPlayer: 'open.spotify.com',
  app: 'app.example.com',
  backstage: 'backstage.example.com',
  weather: 'api.weather.example.com',
} as const;

/** The web sites beside Spotify's API and accounts service that a session may call. */
export function makeSites(keys: JwtKeys): Parts['sites'] {
  return {
    [HOSTS.app]: async () => ({
      status: 200,
      headers: { 'content-type': 'text/html; charset=utf-8' },
      body: '<!doctype html><title>Playlist sorter</title><p>Playlist sorter</p>',
    }),
    [HOSTS.webPlayer]: async (_call, { situation, clock }) => ({
      status: 200,
      headers: ALLOW_ALL,
      body: {
        clientId: 'd8a5ed958d274c2e8ee717e6a4b0971d',
        accessToken: mint('accessToken'),
        accessTokenExpirationTimestampMs: clock.now() + 3_600_000,
        isAnonymous: !situation.isSignedIn,
      },
    }),
    [HOSTS.weather]: async ({ headers }) =>
      headers.authorization === 'Bearer letmein'
        ? { status: 200, headers: ALLOW_ALL, body: { forecast: 'rain' } }
        : { status: 401, headers: ALLOW_ALL, body: { code: 'invalid_key', detail: 'The API key is not known.' } },
    [HOSTS.backstage]: async (call, { clock }) => {
      if (call.method === 'OPTIONS') return { status: 204, headers: ALLOW_ALL, body: '' };
      const token = call.headers.authorization?.replace('Bearer ', '') ?? '';
      const request = { method: call.method, url: call.path };
      try {
        await jwtVerify(token, keys.publicKey, {
          audience: 'backstage',
          issuer: BACKSTAGE_ISSUER,
          currentDate: new Date(clock.now()),
        });
        return { status: 200, headers: ALLOW_ALL, body: { items: [], totalItems: 0, pageInfo: {} } };
      } catch (error) {
        const message = `Invalid token; caused by ${error}`;
        const body = { error: { name: 'AuthenticationError', message }, request, response: { statusCode: 401 } };
        return { status: 401, headers: ALLOW_ALL, body };
      }
    },
  };
}

const ALLOW_ALL = {
  'access-control-allow-origin': '*',
  'access-control-allow-headers': '*, authorization',
  'content-type': 'application/json; charset=utf-8',
};
const BACKSTAGE_ISSUER = `https://${HOSTS.backstage}/api/auth`;

export interface JwtKeys {
  readonly publicKey: CryptoKey;
  readonly privateKey: CryptoKey;
  /** Of another server. */
  readonly strangeKey: CryptoKey;
}

export async function makeJwtKeys(): Promise<JwtKeys> {
  const own = await generateKeyPair('ES256', { extractable: true });
  const strange = await generateKeyPair('ES256');
  await exportJWK(own.publicKey);
  return { ...own, strangeKey: strange.privateKey };
}

/** A Backstage user token, good unless `change` says otherwise. @param nowSeconds by the issuer's clock */
export function signUserToken(
  nowSeconds: number,
  key: CryptoKey,
  change: { audience?: string; notBefore?: number } = {},
): Promise<string> {
  const token = new SignJWT({ ent: ['user:default/listener'] })
    .setProtectedHeader({ alg: 'ES256', typ: 'vnd.backstage.user', kid: 'k1' })
    .setIssuer(BACKSTAGE_ISSUER)
    .setAudience(change.audience ?? 'backstage')
    .setSubject('user:default/listener')
    .setIssuedAt(nowSeconds)
    .setExpirationTime((change.notBefore ?? nowSeconds) + 3600);
  if (change.notBefore !== undefined) token.setNotBefore(change.notBefore);
  return token.sign(key);
}
