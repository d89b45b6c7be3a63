import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { type AuthServer, startAuthServer } from '../support/authServer/authServer';
import { letPass, restoreClocks } from './clocks';
import { fix } from './project';
import { ON_ONES_OWN_MACHINE } from './properties';
import { type Client, shows } from './propertyTable';

const SENDS_NOTHING = 'only renews what the cookie holds: the requests are the app’s';
const AUTH_JS: Client = {
  name: 'Auth.js, its jwt callback',
  sharesCoreWith: 'fetch of this Node',
  reasons: {
    24: ON_ONES_OWN_MACHINE[24],
    ...Object.fromEntries([3, 13, 16, 17, 18, 21, 22].map((property) => [property, SENDS_NOTHING])),
    20: 'a server’s memory is its own: another one starts from the cookie',
  },
};

type Cookie = Record<string, unknown>;
type WithFreshToken = (token: Cookie, account?: object | null) => Promise<Cookie>;

/** Auth.js itself is not needed: the `jwt` callback is a function of what the cookie holds. */
describe('inserted for the jwt callback of Auth.js, run', () => {
  for (const mode of ['rotate', 'spotify'] as const) {
    describe(mode, () => {
      let server: AuthServer;
      let withFreshSpotifyToken: WithFreshToken;
      before(async () => {
        server = await startAuthServer({ mode, latency: [1, 20] });
        process.env.SPOTIFY_CLIENT_ID = server.clients.confidential.id;
        process.env.SPOTIFY_CLIENT_SECRET = server.clients.confidential.secret;
        const { helpers } = await fix('next-auth/client.ts');
        const folder = resolve('.build/refresh-run/projects', `auth-js-${process.pid}-${mode}`);
        await mkdir(folder, { recursive: true });
        const outfile = `${folder}/spotify-auth.mjs`;
        const contents = (helpers[0]?.text ?? '').replace(/https:\/\/(?:api|accounts)\.spotify\.com/g, server.origin);
        await build({ stdin: { contents, loader: 'ts' }, outfile, format: 'esm', logLevel: 'error' });
        ({ withFreshSpotifyToken } = await import(pathToFileURL(outfile).href));
      });
      after(() => server.close());
      afterEach(restoreClocks);

      const signIn = async () => {
        server.reset();
        const login = await server.mintLogin();
        const account = {
          access_token: login.accessToken,
          refresh_token: login.refreshToken,
          expires_at: login.expiresAt / 1000,
        };
        return { login, cookie: await withFreshSpotifyToken({ name: 'listener' }, account) };
      };

      it(
        '100 requests with an expired cookie: one refresh, all get the new token, old cookies too',
        shows(AUTH_JS, [1, 2, 6, 7, 8], async () => {
          const { cookie } = await signIn();
          letPass(3_600_000);
          const fresh = await Promise.all(Array.from({ length: 100 }, () => withFreshSpotifyToken({ ...cookie })));
          assert.equal(server.counters.tokenCalls, 1);
          assert.equal(new Set(fresh.map(({ accessToken }) => accessToken)).size, 1);
          assert.notEqual(fresh[0]?.accessToken, cookie.accessToken);
          assert.equal(typeof fresh[0]?.refreshToken, 'string');
          await withFreshSpotifyToken({ ...cookie });
          assert.equal(server.counters.tokenCalls, 1);
        }),
      );

      // property 26: a server component cannot write the cookie, so the next request comes with the one before
      it(
        'what is renewed where no cookie can be written is not lost: the old cookie works an hour later too',
        shows(AUTH_JS, [7, 26], async () => {
          const { cookie } = await signIn();
          const seen = new Set([cookie.accessToken]);
          for (const expiry of [1, 2, 3]) {
            server.controls.expireAccessTokens();
            letPass(3_600_000);
            const renewed = await withFreshSpotifyToken({ ...cookie });
            assert.equal(renewed.error, undefined);
            seen.add(renewed.accessToken);
            assert.equal(server.counters.tokenCalls, expiry);
          }
          assert.equal(seen.size, 4, 'each time a new token');
          assert.deepEqual(server.counters.refreshErrors, {});
        }),
      );

      it(
        'a refused refresh token is an error in the cookie, asked for once',
        shows(AUTH_JS, [10, 12], async () => {
          const { login, cookie } = await signIn();
          server.controls.revokeGrant(login.refreshToken);
          letPass(3_600_000);
          const cookies = await Promise.all(Array.from({ length: 20 }, () => withFreshSpotifyToken({ ...cookie })));
          assert.ok(cookies.every(({ error }) => error === 'RefreshTokenError'));
          assert.equal(server.counters.tokenCalls, 1);
        }),
      );

      it(
        'the token endpoint is down: the cookie stays as it was',
        shows(AUTH_JS, [11], async () => {
          const { cookie } = await signIn();
          letPass(3_600_000);
          server.controls.failTokenCalls(100);
          assert.equal((await withFreshSpotifyToken({ ...cookie })).refreshToken, cookie.refreshToken);
        }),
      );
    });
  }
});
