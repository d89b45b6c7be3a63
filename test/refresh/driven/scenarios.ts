import assert from 'node:assert/strict';
import type { AuthServer } from '../../support/authServer/authServer';
import type { Login } from '../../support/authServer/controls';
import { tokensIn, watchStore } from '../savedFirst';
import { quiet, until } from '../waiting';
import type { DrivenProgram, Runtime } from './program';

export interface DrivenWorld {
  readonly server: AuthServer;
  readonly program: DrivenProgram;
  readonly login: Login;
  /** How many requests stand for all that an app makes at once. */
  readonly crowd: number;
  /** One more login of the same user. */
  mintLogin(): Promise<Login>;
}

export interface DrivenScenario {
  readonly id: string;
  /** Numbers of "The 26 properties" that it shows. */
  readonly properties: readonly number[];
  readonly title: string;
  /** What depends on whether refresh tokens rotate is shown in both modes; the rest once. */
  readonly modes: 'both' | 'rotate';
  /** Where it can be played at all. */
  readonly suits?: (runtime: Runtime) => boolean;
  run(world: DrivenWorld): Promise<void>;
}

const COOL_DOWN_SECONDS = 11;

/** What any helper must show, whatever its language: all it needs is to be told how many calls to make. */
export const drivenScenarios: readonly DrivenScenario[] = [
  {
    id: 'two-expiries',
    properties: [1, 2, 7, 8, 9, 17, 25],
    title:
      'two expiries with 100 (or 40) requests each: all succeed, one refresh; tokens are stored first, never printed',
    modes: 'both',
    async run({ server, program, login, crowd }) {
      const wrong = watchStore(server, program.tokenFile);
      const seen = [login.accessToken, login.refreshToken];
      for (const expiry of [1, 2]) {
        server.controls.expireAccessTokens();
        assert.deepEqual((await program.run({ times: crowd, path: '/v1/me' })).counts, { 200: crowd });
        assert.equal(server.counters.tokenCalls, expiry);
        seen.push(...tokensIn(await program.readTokens()));
        await program.letPass(COOL_DOWN_SECONDS);
      }
      assert.deepEqual(server.counters.refreshErrors, {});
      assert.deepEqual(wrong, []);
      assert.ok(seen.length === 6 && seen.every((token) => !program.printed.includes(token)));
    },
  },
  {
    id: 'invalid-grant',
    properties: [10, 12],
    title: 'a refused refresh token: SpotifyReauthRequired for all, one token call ever, tokens discarded',
    modes: 'both',
    async run({ server, program, login, crowd }) {
      server.controls.revokeGrant(login.refreshToken);
      server.controls.expireAccessTokens();
      const { counts } = await program.run({ times: crowd / 2, path: '/v1/me' });
      assert.deepEqual(counts, { SpotifyReauthRequired: crowd / 2 });
      assert.deepEqual((await program.run({ times: 5, path: '/v1/me' })).counts, { SpotifyReauthRequired: 5 });
      assert.equal(server.counters.tokenCalls, 1);
      assert.deepEqual(tokensIn(await program.readTokens()), []);
    },
  },
  {
    id: 'token-endpoint-down',
    properties: [4, 11, 12],
    title:
      'the token endpoint is down, or answers 401 itself: another error for all, tokens kept, the next request works',
    modes: 'rotate',
    async run({ server, program, login }) {
      server.controls.expireAccessTokens();
      for (const failTokenStatus of [503, 401]) {
        server.counters.tokenCalls = 0;
        server.controls.setSituation({ failTokenCalls: 1000, failTokenStatus });
        server.controls.holdTokenCalls();
        const all = program.run({ times: 15, path: '/v1/me' });
        await until(() => server.counters.tokenCallsHeld > 0, 'the refresh is under way');
        await quiet(server);
        server.controls.releaseTokenCalls();
        const { counts } = await all;
        assert.equal(counts.SpotifyReauthRequired ?? counts[200] ?? 0, 0);
        assert.ok(server.counters.tokenCalls <= 3, `${server.counters.tokenCalls} token calls for 15 requests`);
      }
      assert.ok((await program.readTokens()).includes(login.refreshToken));
      server.controls.failTokenCalls(0);
      assert.deepEqual((await program.run({ times: 1, path: '/v1/me' })).counts, { 200: 1 });
    },
  },
  {
    id: 'token-endpoint-silent',
    properties: [19],
    title: 'a token endpoint that never answers: an error after the helper’s own time, tokens kept',
    modes: 'rotate',
    async run({ server, program, login }) {
      server.controls.expireAccessTokens();
      server.controls.holdTokenCalls();
      const { report } = program.start({ times: 1, path: '/v1/me' }, { AUTHLENS_HURRY: '15' });
      await until(() => server.counters.tokenCallsHeld === 1, 'the refresh is under way');
      // Whoever would wait for ever is answered after all, or the test would not end either.
      const answered = setTimeout(() => server.controls.releaseTokenCalls(), 6000);
      const { counts } = await report;
      clearTimeout(answered);
      assert.equal(server.counters.tokenCallsHeld, 1, 'it gave up before it was answered');
      assert.equal(counts.SpotifyReauthRequired ?? counts[200] ?? 0, 0);
      assert.ok((await program.readTokens()).includes(login.refreshToken));
    },
  },
  {
    id: 'token-request-redirected',
    properties: [23],
    title: 'a token endpoint that redirects gets nothing sent elsewhere',
    modes: 'rotate',
    async run({ server, program }) {
      server.controls.setSituation({ redirectTokenCalls: 10 });
      server.controls.expireAccessTokens();
      const { counts } = await program.run({ times: 1, path: '/v1/me' });
      assert.equal(counts.SpotifyReauthRequired ?? counts[200] ?? 0, 0);
      assert.deepEqual(server.counters.foreign, []);
    },
  },
  {
    id: 'not-a-401',
    properties: [13, 21, 22],
    title: '403, 429 and 503 are handed back, sent once, and refresh nothing',
    modes: 'rotate',
    async run({ server, program }) {
      assert.deepEqual((await program.run({ times: 10, path: '/forbidden' })).counts, { 403: 10 });
      assert.deepEqual((await program.run({ times: 10, path: '/limited' })).counts, { 429: 10 });
      server.controls.failApiCalls(10);
      const post = { method: 'POST', body: '{}' };
      assert.deepEqual((await program.run({ times: 1, path: '/echo', ...post })).counts, { 503: 1 });
      assert.deepEqual(server.counters.apiCalls, { 'GET /forbidden': 10, 'GET /limited': 10, 'POST /echo': 1 });
      assert.equal(server.counters.tokenCalls, 0);
    },
  },
  {
    id: 'always-401',
    properties: [3, 5],
    title: 'an endpoint that always answers 401: sent twice at most, one refresh, and none soon after it',
    modes: 'rotate',
    async run({ server, program }) {
      assert.deepEqual((await program.run({ times: 1, path: '/always401' })).counts, { 401: 1 });
      assert.equal(server.counters.apiCalls['GET /always401'], 2);
      assert.deepEqual((await program.run({ times: 10, path: '/always401' })).counts, { 401: 10 });
      assert.equal(server.counters.tokenCalls, 1);
      assert.ok((server.counters.apiCalls['GET /always401'] ?? 0) <= 22);
    },
  },
  {
    id: 'margin',
    properties: [14],
    title: 'a token about to expire is renewed before it is sent: no 401 at all',
    modes: 'rotate',
    async run({ server, program }) {
      await program.letPass(3600 - 30);
      assert.deepEqual((await program.run({ times: 10, path: '/v1/me' })).counts, { 200: 10 });
      assert.equal(server.counters.tokenCalls, 1);
      assert.equal(server.counters.apiStatus[401], undefined);
    },
  },
  {
    id: 'wrong-clock',
    properties: [15],
    title: 'a clock that was set back or forward two hours costs one refresh',
    modes: 'rotate',
    async run({ server, program }) {
      for (const seconds of [-7200, 7200]) {
        server.counters.tokenCalls = 0;
        await program.letPass(seconds);
        server.controls.expireAccessTokens();
        for (let round = 0; round < 2; round++)
          assert.deepEqual((await program.run({ times: 5, path: '/v1/me' })).counts, { 200: 5 });
        assert.equal(server.counters.tokenCalls, 1);
      }
    },
  },
  {
    id: 'processes',
    properties: [20],
    title: 'three processes on one token file: 30 requests, one refresh',
    modes: 'rotate',
    async run({ server, program }) {
      server.controls.expireAccessTokens();
      server.controls.holdTokenCalls();
      const arrived = new Set<string | null>();
      server.watchApiCalls(({ query }) => arrived.add(query.get('process')));
      const all = [1, 2, 3].map((process) => program.run({ times: 10, path: `/v1/me?process=${process}` }));
      await until(() => arrived.size === 3, 'all have begun');
      await quiet(server);
      server.controls.releaseTokenCalls();
      for (const { counts } of await Promise.all(all)) assert.deepEqual(counts, { 200: 10 });
      assert.equal(server.counters.tokenCalls, 1);
    },
  },
  {
    id: 'late-401',
    properties: [6],
    title: 'a 401 that comes after the refresh, for the token before: the new token is sent, no second refresh',
    modes: 'rotate',
    async run({ server, program }) {
      server.controls.expireAccessTokens();
      server.controls.holdApiCalls(1);
      const all = program.run({ times: 10, path: '/v1/me' });
      await until(() => server.counters.apiStatus[200] === 9, 'the others are answered');
      // What is new is left alone for ten seconds; the late one is to be told from that.
      await program.letPass(COOL_DOWN_SECONDS);
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
    modes: 'rotate',
    suits: ({ hasThreads }) => hasThreads === true,
    async run({ server, program }) {
      server.controls.expireAccessTokens();
      server.controls.holdTokenCalls();
      const all = program.run({ times: 20, path: '/v1/me', abort: true });
      await until(() => server.counters.tokenCallsHeld === 1, 'the refresh is under way');
      await program.letOthersStart();
      await until(() => server.counters.apiStatus[401] === 20, 'all have met their 401');
      await quiet(server);
      await program.abort();
      server.controls.releaseTokenCalls();
      assert.deepEqual((await all).counts, { 200: 18, aborted: 2 });
      assert.equal(server.counters.tokenCalls, 1);
    },
  },
  {
    id: 'killed-while-waiting',
    properties: [18],
    title: 'a process that is ended while it waits for the refresh of another: the other goes on, nothing stays locked',
    modes: 'rotate',
    async run({ server, program }) {
      server.controls.expireAccessTokens();
      server.controls.holdTokenCalls();
      const all = program.run({ times: 5, path: '/v1/me' });
      await until(() => server.counters.tokenCallsHeld === 1, 'the refresh is under way');
      const arrived = new Set<string | null>();
      server.watchApiCalls(({ query }) => arrived.add(query.get('process')));
      const other = program.start({ times: 1, path: '/v1/me?process=other' });
      const ended = assert.rejects(other.report);
      await until(() => arrived.has('other'), 'the other has begun');
      await quiet(server);
      other.kill();
      await ended;
      assert.equal(server.counters.tokenCallsHeld, 1, 'the refresh is still under way');
      server.controls.releaseTokenCalls();
      assert.deepEqual((await all).counts, { 200: 5 });
      assert.deepEqual((await program.run({ times: 1, path: '/v1/me' })).counts, { 200: 1 });
      assert.equal(server.counters.tokenCalls, 1);
    },
  },
  {
    id: 'failed-save',
    properties: [7, 9],
    title: 'a disk that is full for a while does not lose a rotated refresh token: the process keeps it',
    modes: 'rotate',
    suits: ({ unsaved }) => unsaved === 'kept',
    async run({ server, program }) {
      server.controls.expireAccessTokens();
      await program.setDiskFull(true);
      const before = await program.readTokens();
      const twice = program.run({ times: 5, path: '/v1/me', again: true });
      await until(() => server.counters.apiStatus[200] === 5, 'all are answered');
      assert.equal(await program.readTokens(), before);
      await program.setDiskFull(false);
      await program.goOn();
      assert.deepEqual((await twice).counts, { 200: 10 });
      assert.equal(server.counters.tokenCalls, 1);
      assert.notEqual(await program.readTokens(), before, 'saved when there is room again');
      server.controls.expireAccessTokens();
      await program.letPass(COOL_DOWN_SECONDS);
      assert.deepEqual((await program.run({ times: 1, path: '/v1/me' })).counts, { 200: 1 });
      assert.deepEqual(server.counters.refreshErrors, {});
    },
  },
  {
    id: 'failed-save',
    properties: [7, 9],
    title: 'a disk that is full for a while does not lose a rotated refresh token: none is asked for',
    modes: 'rotate',
    suits: ({ unsaved }) => unsaved === 'not asked for',
    async run({ server, program }) {
      server.controls.expireAccessTokens();
      await program.setDiskFull(true);
      const { counts } = await program.run({ times: 3, path: '/v1/me' });
      assert.equal(counts.SpotifyReauthRequired ?? counts[200] ?? 0, 0);
      assert.equal(server.counters.tokenCalls, 0);
      await program.setDiskFull(false);
      assert.deepEqual((await program.run({ times: 1, path: '/v1/me' })).counts, { 200: 1 });
      assert.deepEqual(server.counters.refreshErrors, {});
    },
  },
  {
    id: 'sign-in-during-refresh',
    properties: [9],
    title: 'a sign-in in another process while a refresh is under way is not overwritten by it',
    modes: 'rotate',
    async run({ server, program, mintLogin }) {
      server.controls.expireAccessTokens();
      server.controls.holdTokenCalls();
      const answers = program.run({ times: 5, path: '/v1/me' });
      await until(() => server.counters.tokenCallsHeld === 1, 'the refresh is under way');
      const { accessToken: access_token, refreshToken: refresh_token } = await mintLogin();
      const signIn = { access_token, refresh_token, expires_in: 3600 };
      const signedIn = program.run({ times: 1, path: '/', signIn });
      await quiet(server);
      server.controls.releaseTokenCalls();
      assert.deepEqual((await answers).counts, { 200: 5 });
      assert.deepEqual((await signedIn).counts, { 'signed-in': 1 });
      assert.ok((await program.readTokens()).includes(refresh_token));
      assert.deepEqual((await program.run({ times: 1, path: '/v1/me' })).counts, { 200: 1 });
      assert.equal(server.counters.tokenCalls, 1);
    },
  },
  {
    id: 'bodies',
    properties: [16],
    title: 'a body arrives whole on the retry; a stream is never sent cut or empty',
    modes: 'rotate',
    async run({ server, program }) {
      server.controls.expireAccessTokens();
      const order = { times: 1, path: '/echo', method: 'POST' };
      assert.equal((await program.run({ ...order, body: '{"a":"ä b"}' })).text, '{"a":"ä b"}');
      assert.equal(server.counters.bodies.length, 2);
      await program.letPass(COOL_DOWN_SECONDS);
      server.reset();
      server.controls.expireAccessTokens();
      const { counts, text } = await program.run({ ...order, stream: 'streamed' });
      // Bash has read it into a file before: then it is sent again, whole.
      assert.ok(counts[401] === 1 || (counts[200] === 1 && text === 'streamed'), JSON.stringify(counts));
      assert.equal(server.counters.apiCalls['POST /echo'], counts[401] === 1 ? 1 : 2);
      assert.ok(server.counters.bodies.every((body) => body.text === 'streamed'));
    },
  },
  {
    id: 'other-origins',
    properties: [23],
    title: 'neither a redirect nor a request to another origin takes the token along',
    modes: 'rotate',
    async run({ server, program }) {
      await program.run({ times: 1, path: '/redirect/port' });
      await program.run({ times: 1, path: '/redirect/host' });
      await program.run({ times: 1, path: `${server.foreignOrigins.otherPort}/direct` });
      assert.ok(server.counters.foreign.length > 0, 'something arrived there');
      assert.ok(server.counters.foreign.every(({ authorization }) => !authorization));
    },
  },
];

/** Of a program that signs nobody in. */
export const appScenario: DrivenScenario = {
  id: 'client-credentials',
  properties: [1, 8, 20],
  title: 'no user, no refresh token; one token an expiry, shared by processes',
  modes: 'both',
  async run({ server, program }) {
    const order = { times: 10, path: '/v1/tracks/11dFghVXANMlKmJXsNCbNl' };
    for (const expiry of [1, 2]) {
      assert.deepEqual((await program.run(order)).counts, { 200: 10 });
      assert.deepEqual((await program.run(order)).counts, { 200: 10 });
      assert.equal(server.counters.tokenCalls, expiry);
      server.controls.expireAccessTokens();
      await program.letPass(COOL_DOWN_SECONDS);
    }
    assert.deepEqual(server.counters.refreshErrors, {});
  },
};
