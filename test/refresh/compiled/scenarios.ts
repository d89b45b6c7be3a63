import assert from 'node:assert/strict';
import { access } from 'node:fs/promises';
import type { AuthServer } from '../../support/authServer/authServer';
import type { Login } from '../../support/authServer/controls';
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
  /** Changes to the helper's text that let it be played: the program is compiled once more. */
  readonly change?: (helper: string) => string;
  run(world: CompiledWorld): Promise<void>;
}

/** Anyone's, and what an app without a user may ask for. */
const PATHS = { user: '/v1/me', app: '/v1/tracks/4iV5W9uYEdYUVa79Axb7Rh' };
const me = ({ program }: CompiledWorld) => PATHS[program.grant];

export const scenarios: readonly CompiledScenario[] = [
  {
    id: 'two-expiries',
    properties: [1, 2, 6, 7, 8, 17, 25],
    title: 'two expiries with 100 requests each: 100 succeed, one refresh; no token is printed',
    modes: 'both',
    async run(world) {
      const { server, program, login, run } = world;
      const path = me(world);
      // An app has no token at first.
      const first = program.grant === 'app' ? 1 : 0;
      if (first === 1) assert.deepEqual((await run({ times: 100, path })).counts, { 200: 100 });
      for (const expiry of [1, 2]) {
        server.controls.expireAccessTokens();
        assert.deepEqual((await run({ times: 100, path, advance: 11 })).counts, { 200: 100 });
        assert.equal(server.counters.tokenCalls, first + expiry);
      }
      assert.deepEqual(server.counters.refreshErrors, {});
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
    properties: [11, 12],
    title: 'the token endpoint is down: another error for all, and the next request works',
    modes: 'spotify',
    async run(world) {
      const { server, run } = world;
      server.controls.expireAccessTokens();
      server.controls.failTokenCalls(1000);
      assert.deepEqual((await run({ times: 20, path: me(world) })).counts, { error: 20 });
      assert.ok(server.counters.tokenCalls <= 10, `${server.counters.tokenCalls} token calls for 20 requests`);
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
    change: (helper) => helper.replace(/(timeout(?:_?seconds)?\b[^\n]*?)\b15\b/i, '$11'),
    async run(world) {
      const { server, run } = world;
      server.controls.expireAccessTokens();
      server.controls.holdTokenCalls();
      const started = performance.now();
      assert.deepEqual((await run({ times: 5, path: me(world) })).counts, { error: 5 });
      assert.ok(performance.now() - started < 10_000, 'it did not wait for its 15 seconds');
      server.controls.releaseTokenCalls();
    },
  },
  {
    id: 'token-request-redirected',
    properties: [23],
    title: 'a token endpoint that redirects gets nothing sent elsewhere',
    modes: 'spotify',
    for: 'file',
    change: (helper) => helper.replace('accounts.spotify.com/api/token', 'accounts.spotify.com/redirect/port'),
    async run(world) {
      const { server, run } = world;
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
    title: 'a clock that was set back two hours costs one refresh',
    modes: 'spotify',
    for: 'file',
    expiresIn: 3 * 3600,
    async run(world) {
      world.server.controls.expireAccessTokens();
      assert.deepEqual((await world.run({ times: 20, path: me(world) })).counts, { 200: 20 });
      assert.equal(world.server.counters.tokenCalls, 1);
    },
  },
  {
    id: 'processes',
    properties: [9, 20],
    title: 'three processes on one token file: 60 requests, one refresh',
    modes: 'rotate',
    for: 'file',
    processes: 3,
    async run(world) {
      world.server.controls.expireAccessTokens();
      const reports = await Promise.all(world.drivers.map((driver) => driver.run({ times: 20, path: me(world) })));
      for (const { counts } of reports) assert.deepEqual(counts, { 200: 20 });
      assert.equal(world.server.counters.tokenCalls, 1);
    },
  },
];
