import assert from 'node:assert/strict';
import { access } from 'node:fs/promises';
import type { AuthServer } from '../../support/authServer/authServer';
import type { Driver, Order } from './driver';
import { type Toolchain, toolchains } from './toolchains';
import { build, type Front, type Mode, openFront, type Workshop } from './workshop';

interface Program {
  readonly file: string;
  readonly toolchain: Toolchain;
  /** Where tokens are kept: processes share a file, memory is one process's own. */
  readonly store: 'file' | 'memory';
  readonly grant: 'user' | 'app';
  /** How a request ends whose body cannot be sent again; with the 401 unless said otherwise. */
  readonly streamEnds?: 'error';
}

/** Programs of test/refresh/clients. */
const PROGRAMS: readonly Program[] = [
  { file: 'net-http/client.go', toolchain: toolchains.go, store: 'file', grant: 'user' },
  { file: 'net-http/app.go', toolchain: toolchains.go, store: 'memory', grant: 'app' },
  { file: 'oauth2/client.go', toolchain: toolchains.go, store: 'memory', grant: 'user' },
  // OkHttp throws there before version 3.14, which Debian's is.
  { file: 'okhttp/Client.java', toolchain: toolchains.java, store: 'file', grant: 'user', streamEnds: 'error' },
  { file: 'okhttp/client.kt', toolchain: toolchains.kotlin, store: 'file', grant: 'user', streamEnds: 'error' },
  { file: 'okhttp/App.java', toolchain: toolchains.java, store: 'memory', grant: 'app' },
  { file: 'http-client/Client.cs', toolchain: toolchains.csharp, store: 'file', grant: 'user' },
  { file: 'http-client/App.cs', toolchain: toolchains.csharp, store: 'memory', grant: 'app' },
  { file: 'reqwest/client.rs', toolchain: toolchains.rust, store: 'file', grant: 'user' },
  { file: 'reqwest/app.rs', toolchain: toolchains.rust, store: 'memory', grant: 'app' },
];

/** Anyone's, and what an app without a user may ask for. */
const PATHS = { user: '/v1/me', app: '/v1/tracks/4iV5W9uYEdYUVa79Axb7Rh' };

const TITLES = { rotate: 'refresh tokens rotate', spotify: 'refresh tokens stay, and answers carry none' };

describe('inserted code of compiled languages, run', () => {
  let front: Front;
  before(async () => {
    front = await openFront();
  });
  after(() => front.close());

  for (const program of PROGRAMS) {
    const { file, toolchain, store, grant, streamEnds = '401' } = program;
    const missing = toolchain.missing();
    if (missing !== undefined) {
      it(`${file} (${missing})`);
      continue;
    }
    describe(file, () => {
      let workshop: Workshop;
      let server: AuthServer;
      const running: Driver[] = [];
      before(async function () {
        this.timeout(300_000);
        workshop = await build(file, toolchain, front);
      });
      afterEach(() => {
        for (const driver of running.splice(0)) driver.stop();
      });

      const start = async (mode: Mode, { drivers = 1, expiresIn = 3600 } = {}) => {
        server = front.show(mode);
        server.reset();
        const kind = mode === 'rotate' && grant === 'user' ? 'pkce' : 'confidential';
        const login = await server.mintLogin({ client: kind });
        const expires_at = Math.floor(Date.now() / 1000) + expiresIn;
        const tokens = { access_token: login.accessToken, refresh_token: login.refreshToken, expires_at };
        await workshop.writeTokens(store === 'file' ? tokens : undefined);
        const env: NodeJS.ProcessEnv = {
          ...process.env,
          SPOTIFY_CLIENT_ID: server.clients[kind].id,
          SPOTIFY_CLIENT_SECRET: kind === 'confidential' ? server.clients.confidential.secret : '',
          SPOTIFY_ACCESS_TOKEN: login.accessToken,
          SPOTIFY_REFRESH_TOKEN: store === 'memory' ? login.refreshToken : '',
        };
        for (let one = 0; one < drivers; one++) running.push(workshop.start(env));
        return { login, run: (order: Order) => running[0]?.run(order) ?? assert.fail() };
      };
      const path = PATHS[grant];

      for (const mode of grant === 'user' ? (['rotate', 'spotify'] as const) : (['spotify'] as const)) {
        const title = grant === 'app' ? 'client credentials' : TITLES[mode];
        it(`${title}: two expiries with 100 requests each, 100 succeed, one refresh`, async () => {
          const { run } = await start(mode);
          // An app has no token at first.
          const first = grant === 'app' ? 1 : 0;
          if (grant === 'app') assert.deepEqual((await run({ times: 100, path })).counts, { 200: 100 });
          for (const expiry of [1, 2]) {
            server.controls.expireAccessTokens();
            assert.deepEqual((await run({ times: 100, path, advance: 11 })).counts, { 200: 100 });
            assert.equal(server.counters.tokenCalls, first + expiry);
          }
          assert.deepEqual(server.counters.refreshErrors, {});
        });

        if (grant === 'app') continue;
        it(`${title}: a refused one is SpotifyReauthRequired for all, one token call, tokens discarded`, async () => {
          const { login, run } = await start(mode);
          server.controls.revokeGrant(login.refreshToken);
          server.controls.expireAccessTokens();
          assert.deepEqual((await run({ times: 50, path })).counts, { SpotifyReauthRequired: 50 });
          assert.deepEqual((await run({ times: 5, path })).counts, { SpotifyReauthRequired: 5 });
          assert.equal(server.counters.tokenCalls, 1);
          await assert.rejects(access(workshop.tokenFile));
        });
      }

      it('the token endpoint is down: another error, and the next request works', async () => {
        const { run } = await start('spotify');
        server.controls.expireAccessTokens();
        server.controls.failTokenCalls(1000);
        assert.deepEqual((await run({ times: 20, path })).counts, { error: 20 });
        server.controls.failTokenCalls(0);
        assert.deepEqual((await run({ times: 1, path })).counts, { 200: 1 });
      });

      it('403 and 429 never refresh', async () => {
        const { run } = await start('spotify');
        await run({ times: 1, path });
        const before = server.counters.tokenCalls;
        if (grant === 'user') {
          assert.deepEqual((await run({ times: 10, path: '/forbidden' })).counts, { 403: 10 });
          assert.equal(server.counters.apiCalls['GET /forbidden'], 10);
        }
        server.controls.setSituation({ limitApiCalls: 10, retryAfterSeconds: 7200 });
        assert.deepEqual((await run({ times: 10, path })).counts, { 429: 10 });
        assert.equal(server.counters.tokenCalls, before);
      });

      it('an endpoint that always answers 401: one refresh, and none after it', async () => {
        const { run } = await start('spotify');
        assert.deepEqual((await run({ times: 20, path: '/always401' })).counts, { 401: 20 });
        assert.deepEqual((await run({ times: 20, path: '/always401' })).counts, { 401: 20 });
        assert.equal(server.counters.tokenCalls, 1);
        assert.ok((server.counters.apiCalls['GET /always401'] ?? 0) <= 60);
      });

      it('a 503 is handed back and not sent again', async () => {
        const { run } = await start('spotify');
        await run({ times: 1, path });
        const before = server.counters.tokenCalls;
        server.controls.failApiCalls(10);
        assert.deepEqual((await run({ times: 1, path, method: 'POST', body: '{}' })).counts, { 503: 1 });
        assert.equal(server.counters.tokenCalls, before);
        assert.equal(server.counters.apiStatus[503], 1);
      });

      if (grant === 'app') return;

      it('a body arrives whole on the retry; a stream is sent once', async () => {
        const { run } = await start('spotify');
        server.controls.expireAccessTokens();
        assert.equal((await run({ times: 1, path: '/echo', method: 'POST', body: '{"a":1}' })).text, '{"a":1}');
        server.reset();
        server.controls.expireAccessTokens();
        const order = { times: 1, path: '/echo', method: 'POST', body: 'streamed', stream: true, advance: 11 } as const;
        assert.deepEqual((await run(order)).counts, { [streamEnds]: 1 });
        assert.deepEqual(server.counters.apiCalls, { 'POST /echo': 1 });
      });

      it('a redirect to another origin does not take the token along', async () => {
        const { run } = await start('spotify');
        await run({ times: 1, path: '/redirect/port' });
        await run({ times: 1, path: '/redirect/host' });
        assert.deepEqual(
          server.counters.foreign.map(({ authorization }) => authorization),
          [false, false],
        );
        assert.equal(server.counters.tokenCalls, 0);
      });

      if (store === 'memory') return;

      it('a token about to expire is renewed before it is sent', async () => {
        const { run } = await start('spotify', { expiresIn: 30 });
        assert.deepEqual((await run({ times: 20, path })).counts, { 200: 20 });
        assert.equal(server.counters.tokenCalls, 1);
        assert.equal(server.counters.apiStatus[401], undefined);
      });

      it('three processes on one token file: 60 requests, one refresh', async () => {
        await start('rotate', { drivers: 3 });
        server.controls.expireAccessTokens();
        const reports = await Promise.all(running.map((driver) => driver.run({ times: 20, path })));
        assert.deepEqual(
          reports.map(({ counts }) => counts),
          [{ 200: 20 }, { 200: 20 }, { 200: 20 }],
        );
        assert.equal(server.counters.tokenCalls, 1);
      });
    });
  }
});
