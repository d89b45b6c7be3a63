import assert from 'node:assert/strict';
import type { AuthServer } from '../../support/authServer/authServer';
import type { Login } from '../../support/authServer/controls';
import type { DrivenProgram } from './program';

export interface DrivenWorld {
  readonly server: AuthServer;
  readonly program: DrivenProgram;
  readonly login: Login;
}

export interface DrivenScenario {
  readonly id: string;
  /** Numbers of "The 26 properties" that it shows. */
  readonly properties: readonly number[];
  readonly title: string;
  /** What depends on whether refresh tokens rotate is shown in both modes; the rest once. */
  readonly modes: 'both' | 'rotate';
  /** Changes to the helper's text that let the scenario be played quickly. */
  readonly change?: (helper: string, server: AuthServer) => string;
  run(world: DrivenWorld): Promise<void>;
}

const COOL_DOWN_SECONDS = 11;

/** What any helper must show, whatever its language: all it needs is to be told how many calls to make. */
export const drivenScenarios: readonly DrivenScenario[] = [
  {
    id: 'two-expiries',
    properties: [1, 2, 6, 7, 8, 9, 17, 25],
    title: 'two expiries with 100 requests each: 100 succeed, one refresh; no token is printed',
    modes: 'both',
    async run({ server, program, login }) {
      const seen = [login.accessToken, login.refreshToken];
      for (const expiry of [1, 2]) {
        server.controls.expireAccessTokens();
        assert.deepEqual((await program.run({ times: 100, path: '/v1/me' })).counts, { 200: 100 });
        assert.equal(server.counters.tokenCalls, expiry);
        seen.push(...tokensIn(await program.readTokens()));
        await program.letPass(COOL_DOWN_SECONDS);
      }
      assert.deepEqual(server.counters.refreshErrors, {});
      assert.ok(seen.length === 6 && seen.every((token) => !program.printed.includes(token)));
    },
  },
  {
    id: 'invalid-grant',
    properties: [10, 12],
    title: 'a refused refresh token: SpotifyReauthRequired for all, one token call ever, tokens discarded',
    modes: 'both',
    async run({ server, program, login }) {
      server.controls.revokeGrant(login.refreshToken);
      server.controls.expireAccessTokens();
      assert.deepEqual((await program.run({ times: 50, path: '/v1/me' })).counts, { SpotifyReauthRequired: 50 });
      assert.deepEqual((await program.run({ times: 5, path: '/v1/me' })).counts, { SpotifyReauthRequired: 5 });
      assert.equal(server.counters.tokenCalls, 1);
      assert.deepEqual(tokensIn(await program.readTokens()), []);
    },
  },
  {
    id: 'token-endpoint-down',
    properties: [11, 12],
    title: 'the token endpoint is down: another error for all, tokens kept, and the next request works',
    modes: 'rotate',
    async run({ server, program, login }) {
      server.controls.expireAccessTokens();
      server.controls.failTokenCalls(1000);
      const { counts } = await program.run({ times: 20, path: '/v1/me' });
      assert.equal(counts.SpotifyReauthRequired ?? counts[200] ?? 0, 0);
      assert.ok(server.counters.tokenCalls <= 5, `${server.counters.tokenCalls} token calls for 20 requests`);
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
    change: (helper) =>
      helper.replace(/(REFRESH_TIMEOUT(?:_SECONDS)? ?=) ?15\b/, '$1 1').replace('TIMEOUT= 1', 'TIMEOUT=1'),
    async run({ server, program, login }) {
      server.controls.expireAccessTokens();
      server.controls.holdTokenCalls();
      const started = Date.now();
      // Whoever would wait for ever is answered after all, or the test would not end either.
      const answered = setTimeout(() => server.controls.releaseTokenCalls(), 12_000);
      const { counts } = await program.run({ times: 1, path: '/v1/me' });
      clearTimeout(answered);
      server.controls.releaseTokenCalls();
      assert.ok(Date.now() - started < 10_000, 'it did not wait for its 15 seconds');
      assert.equal(counts.SpotifyReauthRequired ?? counts[200] ?? 0, 0);
      assert.ok((await program.readTokens()).includes(login.refreshToken));
    },
  },
  {
    id: 'token-request-redirected',
    properties: [23],
    title: 'a token endpoint that redirects gets nothing sent elsewhere',
    modes: 'rotate',
    change: (helper, { origin }) => helper.replace('https://accounts.spotify.com/api/token', `${origin}/redirect/port`),
    async run({ server, program }) {
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
      assert.deepEqual((await program.run({ times: 20, path: '/always401' })).counts, { 401: 20 });
      assert.equal(server.counters.tokenCalls, 1);
      assert.ok((server.counters.apiCalls['GET /always401'] ?? 0) <= 42);
    },
  },
  {
    id: 'margin',
    properties: [14],
    title: 'a token about to expire is renewed before it is sent: no 401 at all',
    modes: 'rotate',
    async run({ server, program }) {
      await program.letPass(3600 - 30);
      assert.deepEqual((await program.run({ times: 20, path: '/v1/me' })).counts, { 200: 20 });
      assert.equal(server.counters.tokenCalls, 1);
      assert.equal(server.counters.apiStatus[401], undefined);
    },
  },
  {
    id: 'wrong-clock',
    properties: [15],
    title: 'a clock that was set back two hours costs one refresh',
    modes: 'rotate',
    async run({ server, program }) {
      await program.letPass(-7200);
      server.controls.expireAccessTokens();
      assert.deepEqual((await program.run({ times: 20, path: '/v1/me' })).counts, { 200: 20 });
      assert.equal(server.counters.tokenCalls, 1);
    },
  },
  {
    id: 'processes',
    properties: [20],
    title: 'three processes on one token file: 60 requests, one refresh',
    modes: 'rotate',
    async run({ server, program }) {
      server.controls.expireAccessTokens();
      const reports = await Promise.all([1, 2, 3].map(() => program.run({ times: 20, path: '/v1/me' })));
      for (const { counts } of reports) assert.deepEqual(counts, { 200: 20 });
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
    const order = { times: 20, path: '/v1/tracks/11dFghVXANMlKmJXsNCbNl' };
    for (const expiry of [1, 2]) {
      assert.deepEqual((await program.run(order)).counts, { 200: 20 });
      assert.deepEqual((await program.run(order)).counts, { 200: 20 });
      assert.equal(server.counters.tokenCalls, expiry);
      server.controls.expireAccessTokens();
      await program.letPass(COOL_DOWN_SECONDS);
    }
    assert.deepEqual(server.counters.refreshErrors, {});
  },
};

/** The values that look like Spotify's access and refresh tokens. */
function tokensIn(text: string): readonly string[] {
  return text.match(/\b[AB]Q[\w-]{100,}/g) ?? [];
}
