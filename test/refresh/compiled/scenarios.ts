import assert from 'node:assert/strict';
import { access, readFile } from 'node:fs/promises';
import type { AuthServer } from '../../support/authServer/authServer';
import type { Login } from '../../support/authServer/controls';
import { watchStore } from '../savedFirst';
import { quiet, until } from '../waiting';
import type { Driver, Order, Report } from './driver';
import type { Program } from './programs';
import type { Workshop } from './workshop';

export interface CompiledWorld {
  readonly server: AuthServer;
  readonly login: Login;
  readonly program: Program;
  readonly workshop: Workshop;
  readonly drivers: readonly Driver[];
  run(order: Order): Promise<Report>;
  /** One more login of the same user. */
  mintLogin(): Promise<Login>;
}

export interface CompiledScenario {
  readonly id: string;
  /** Numbers of "The 26 properties" that it shows. */
  readonly properties: readonly number[];
  readonly title: string;
  /** What depends on whether refresh tokens rotate is shown in both modes; the rest once. */
  readonly modes: 'both' | 'spotify' | 'rotate';
  /** Programs that it is for: those of a user, those with a token file; all where this is left out. */
  readonly for?: 'user' | 'file';
  readonly processes?: number;
  /** Seconds that the stored access token has left; an hour where this is left out. */
  readonly expiresIn?: number;
  /** Fifteen seconds are one second: for what ends by its time limit. */
  readonly hurries?: true;
  run(world: CompiledWorld): Promise<void>;
}

/** Anyone's, and what an app without a user may ask for. */
const PATHS = { user: '/v1/me', app: '/v1/tracks/4iV5W9uYEdYUVa79Axb7Rh' };
const me = ({ program }: CompiledWorld) => PATHS[program.grant];

export const scenarios: readonly CompiledScenario[] = [
  {
    id: 'two-expiries',
    properties: [1, 2, 7, 8, 9, 17, 25],
    title: 'two expiries with 100 requests each: 100 succeed, one refresh; tokens are stored first, and never printed',
    modes: 'both',
    async run(world) {
      const { server, program, login, run, workshop } = world;
      const path = me(world);
      const wrong = program.store === 'file' ? watchStore(server, workshop.tokenFile) : [];
      // An app has no token at first.
      const first = program.grant === 'app' ? 1 : 0;
      if (first === 1) assert.deepEqual((await run({ times: 100, path })).counts, { 200: 100 });
      for (const expiry of [1, 2]) {
        server.controls.expireAccessTokens();
        assert.deepEqual((await run({ times: 100, path, advance: 11 })).counts, { 200: 100 });
        assert.equal(server.counters.tokenCalls, first + expiry);
      }
      assert.deepEqual(server.counters.refreshErrors, {});
      assert.deepEqual(wrong, []);
      for (const driver of world.drivers) {
        assert.ok(!driver.printed.includes(login.refreshToken) && !/\b[AB]Q[\w-]{100,}/.test(driver.printed));
      }
    },
  },
  {
    id: 'invalid-grant',
    properties: [10, 12],
    title: 'a refused refresh token: SpotifyReauthRequired for all, one token call, tokens discarded',
    modes: 'both',
    for: 'user',
    async run(world) {
      const { server, login, workshop, run } = world;
      server.controls.revokeGrant(login.refreshToken);
      server.controls.expireAccessTokens();
      assert.deepEqual((await run({ times: 50, path: me(world) })).counts, { SpotifyReauthRequired: 50 });
      assert.deepEqual((await run({ times: 5, path: me(world) })).counts, { SpotifyReauthRequired: 5 });
      assert.equal(server.counters.tokenCalls, 1);
      await assert.rejects(access(workshop.tokenFile));
    },
  },
  {
    id: 'token-endpoint-down',
    properties: [4, 11, 12],
    title: 'the token endpoint is down, or answers 401 itself: another error for all, and the next request works',
    modes: 'spotify',
    async run(world) {
      const { server, run } = world;
      server.controls.expireAccessTokens();
      for (const failTokenStatus of [503, 401]) {
        server.counters.tokenCalls = 0;
        server.controls.setSituation({ failTokenCalls: 1000, failTokenStatus });
        server.controls.holdTokenCalls();
        const all = run({ times: 20, path: me(world) });
        await until(() => server.counters.tokenCallsHeld > 0, 'the refresh is under way');
        await quiet(server);
        server.controls.releaseTokenCalls();
        assert.deepEqual((await all).counts, { error: 20 });
        // A pool of threads lets them come in turns; each on its own would be 20.
        assert.ok(server.counters.tokenCalls < 16, `${server.counters.tokenCalls} token calls for 20 requests`);
      }
      server.controls.failTokenCalls(0);
      assert.deepEqual((await run({ times: 1, path: me(world) })).counts, { 200: 1 });
    },
  },
  {
    id: 'token-endpoint-silent',
    properties: [19],
    title: 'a token endpoint that never answers: an error after the helper’s own time',
    modes: 'spotify',
    for: 'file',
    hurries: true,
    async run(world) {
      const { server, run } = world;
      server.controls.expireAccessTokens();
      server.controls.holdTokenCalls();
      const report = run({ times: 5, path: me(world) });
      await until(() => server.counters.tokenCallsHeld > 0, 'the refresh is under way');
      // Whoever would wait for ever is answered after all, or the test would not end either.
      const answered = setTimeout(() => server.controls.releaseTokenCalls(), 6000);
      assert.deepEqual((await report).counts, { error: 5 });
      clearTimeout(answered);
      assert.ok(server.counters.tokenCallsHeld > 0, 'it gave up before it was answered');
    },
  },
  {
    id: 'token-request-redirected',
    properties: [23],
    title: 'a token endpoint that redirects gets nothing sent elsewhere',
    modes: 'spotify',
    for: 'file',
    async run(world) {
      const { server, run } = world;
      server.controls.setSituation({ redirectTokenCalls: 10 });
      server.controls.expireAccessTokens();
      assert.deepEqual((await run({ times: 1, path: me(world) })).counts, { error: 1 });
      assert.deepEqual(server.counters.foreign, []);
    },
  },
  {
    id: 'not-a-401',
    properties: [13, 21, 22],
    title: '403, 429 and 503 are handed back, sent once, and refresh nothing',
    modes: 'spotify',
    for: 'user',
    async run(world) {
      const { server, run } = world;
      assert.deepEqual((await run({ times: 10, path: '/forbidden' })).counts, { 403: 10 });
      server.controls.setSituation({ limitApiCalls: 10, retryAfterSeconds: 7200 });
      assert.deepEqual((await run({ times: 10, path: me(world) })).counts, { 429: 10 });
      server.controls.failApiCalls(10);
      assert.deepEqual((await run({ times: 1, path: '/echo', method: 'POST', body: '{}' })).counts, { 503: 1 });
      assert.deepEqual(server.counters.apiCalls, { 'GET /forbidden': 10, 'GET /v1/me': 10, 'POST /echo': 1 });
      assert.equal(server.counters.tokenCalls, 0);
    },
  },
  {
    id: 'always-401',
    properties: [3, 5],
    title: 'an endpoint that always answers 401: sent twice at most, one refresh, and none soon after it',
    modes: 'spotify',
    async run({ server, run }) {
      assert.deepEqual((await run({ times: 20, path: '/always401' })).counts, { 401: 20 });
      assert.ok((server.counters.apiCalls['GET /always401'] ?? 0) <= 40);
      assert.deepEqual((await run({ times: 20, path: '/always401' })).counts, { 401: 20 });
      assert.equal(server.counters.tokenCalls, 1);
    },
  },
  {
    id: 'bodies',
    properties: [16],
    title: 'a body arrives whole on the retry; a stream is sent once',
    modes: 'spotify',
    for: 'user',
    async run({ server, program, run }) {
      server.controls.expireAccessTokens();
      assert.equal((await run({ times: 1, path: '/echo', method: 'POST', body: '{"a":1}' })).text, '{"a":1}');
      server.reset();
      server.controls.expireAccessTokens();
      const order = { times: 1, path: '/echo', method: 'POST', body: 'streamed', stream: true, advance: 11 } as const;
      assert.deepEqual((await run(order)).counts, { [program.streamEnds ?? '401']: 1 });
      assert.deepEqual(server.counters.apiCalls, { 'POST /echo': 1 });
    },
  },
  {
    id: 'redirect',
    properties: [23],
    title: 'a redirect to another origin does not take the token along',
    modes: 'spotify',
    for: 'user',
    async run({ server, run }) {
      await run({ times: 1, path: '/redirect/port' });
      await run({ times: 1, path: '/redirect/host' });
      const sent = server.counters.foreign.map(({ authorization }) => authorization);
      assert.deepEqual(sent, [false, false]);
      assert.equal(server.counters.tokenCalls, 0);
    },
  },
  {
    id: 'margin',
    properties: [14],
    title: 'a token about to expire is renewed before it is sent: no 401 at all',
    modes: 'spotify',
    for: 'file',
    expiresIn: 30,
    async run(world) {
      assert.deepEqual((await world.run({ times: 20, path: me(world) })).counts, { 200: 20 });
      assert.equal(world.server.counters.tokenCalls, 1);
      assert.equal(world.server.counters.apiStatus[401], undefined);
    },
  },
  {
    id: 'wrong-clock',
    properties: [15],
    title: 'a clock that was set back or forward two hours costs one refresh',
    modes: 'spotify',
    for: 'file',
    expiresIn: 3 * 3600,
    async run(world) {
      const { server, login, workshop, run } = world;
      server.controls.expireAccessTokens();
      assert.deepEqual((await run({ times: 20, path: me(world) })).counts, { 200: 20 });
      assert.equal(server.counters.tokenCalls, 1);
      await workshop.writeTokens({
        access_token: login.accessToken,
        refresh_token: login.refreshToken,
        expires_at: Math.floor(Date.now() / 1000) - 3600,
      });
      const later = { times: 20, path: me(world), advance: 11 };
      assert.deepEqual((await run(later)).counts, { 200: 20 });
      assert.deepEqual((await run(later)).counts, { 200: 20 });
      assert.equal(server.counters.tokenCalls, 2);
    },
  },
  {
    id: 'late-401',
    properties: [6],
    title: 'a 401 that comes after the refresh, for the token before: the new token is sent, no second refresh',
    modes: 'spotify',
    for: 'user',
    async run(world) {
      const { server, run } = world;
      server.controls.expireAccessTokens();
      server.controls.holdApiCalls(1);
      const all = run({ times: 10, path: me(world) });
      await until(() => server.counters.apiStatus[200] === 9, 'the others are answered');
      server.controls.releaseApiCalls();
      assert.deepEqual((await all).counts, { 200: 10 });
      assert.equal(server.counters.tokenCalls, 1);
    },
  },
  {
    id: 'abort',
    properties: [18],
    title:
      'who asked for the refresh gives up, and one who waits: they end at once, the refresh goes on for the others',
    modes: 'spotify',
    for: 'user',
    async run(world) {
      const { server, workshop, run } = world;
      server.controls.expireAccessTokens();
      server.controls.holdTokenCalls();
      const all = run({ times: 20, path: me(world), abort: true });
      await until(() => server.counters.tokenCallsHeld === 1, 'the refresh is under way');
      await workshop.letOthersStart();
      await quiet(server);
      await workshop.abort();
      server.controls.releaseTokenCalls();
      assert.deepEqual((await all).counts, { 200: 18, aborted: 2 });
      assert.equal(server.counters.tokenCalls, 1);
    },
  },
  {
    id: 'failed-save',
    properties: [7, 9],
    title: 'a disk that is full for a while does not lose a rotated refresh token',
    modes: 'rotate',
    for: 'file',
    async run(world) {
      const { server, workshop, run } = world;
      const path = me(world);
      server.controls.expireAccessTokens();
      await workshop.setDiskFull(true);
      assert.deepEqual((await run({ times: 20, path })).counts, { 200: 20 });
      assert.equal(server.counters.tokenCalls, 1);
      const before = await readFile(workshop.tokenFile, 'utf8');
      await workshop.setDiskFull(false);
      assert.deepEqual((await run({ times: 5, path })).counts, { 200: 5 });
      assert.notEqual(await readFile(workshop.tokenFile, 'utf8'), before, 'saved when there is room again');
      server.controls.expireAccessTokens();
      assert.deepEqual((await run({ times: 5, path, advance: 11 })).counts, { 200: 5 });
      assert.deepEqual(server.counters.refreshErrors, {});
    },
  },
  {
    id: 'sign-in-during-refresh',
    properties: [9],
    title: 'a sign-in in another process while a refresh is under way is not overwritten by it',
    modes: 'rotate',
    for: 'file',
    processes: 2,
    async run(world) {
      const { server, drivers, workshop, mintLogin } = world;
      const [refreshes = assert.fail(), signsIn = assert.fail()] = drivers;
      server.controls.expireAccessTokens();
      server.controls.holdTokenCalls();
      const answers = refreshes.run({ times: 5, path: me(world) });
      await until(() => server.counters.tokenCallsHeld === 1, 'the refresh is under way');
      const { accessToken: access_token, refreshToken: refresh_token } = await mintLogin();
      const body = JSON.stringify({ access_token, refresh_token, expires_in: 3600 });
      const signedIn = signsIn.run({ times: 1, path: '/', method: 'SIGN-IN', body });
      await quiet(server);
      server.controls.releaseTokenCalls();
      assert.deepEqual((await answers).counts, { 200: 5 });
      assert.deepEqual((await signedIn).counts, { 'signed-in': 1 });
      assert.ok((await readFile(workshop.tokenFile, 'utf8')).includes(refresh_token));
      for (const driver of drivers)
        assert.deepEqual((await driver.run({ times: 1, path: me(world) })).counts, { 200: 1 });
      assert.equal(server.counters.tokenCalls, 1);
    },
  },
  {
    id: 'processes',
    properties: [20],
    title: 'three processes on one token file: 60 requests, one refresh',
    modes: 'rotate',
    for: 'file',
    processes: 3,
    async run(world) {
      const { server, drivers } = world;
      server.controls.expireAccessTokens();
      server.controls.holdTokenCalls();
      const arrived = new Set<string | null>();
      server.watchApiCalls(({ query }) => arrived.add(query.get('process')));
      const all = drivers.map((driver, index) => driver.run({ times: 20, path: `${me(world)}?process=${index}` }));
      await until(() => arrived.size === drivers.length, 'all have begun');
      await quiet(server);
      server.controls.releaseTokenCalls();
      for (const { counts } of await Promise.all(all)) assert.deepEqual(counts, { 200: 20 });
      assert.equal(server.counters.tokenCalls, 1);
    },
  },
];
