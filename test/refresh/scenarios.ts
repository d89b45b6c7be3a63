import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { Readable } from 'node:stream';
import type { AuthServer } from '../support/authServer/authServer';
import { hurryTimeouts, letPass, makeWallClockJump, setWallClockAhead } from './clocks';
import type { Answer, CallOptions, Project, Tokens } from './project';
import { pause, until } from './waiting';

export interface World {
  readonly server: AuthServer;
  readonly project: Project;
  /** As the user signed in: with these, and the access token still good. */
  readonly login: Tokens;
}

export interface Scenario {
  readonly id: string;
  /** Numbers of "The 26 properties" that it shows. */
  readonly properties: readonly number[];
  readonly title: string;
  /** `core`: of the shared part, whatever the client library is. */
  readonly about: 'client' | 'core';
  run(world: World): Promise<void>;
}

const COOL_DOWN_MS = 11_000;
const HOUR_MS = 3_600_000;

/** Each fails on at least one broken helper of `mutants.ts`. */
export const scenarios: readonly Scenario[] = [
  {
    id: 'two-expiries',
    properties: [1, 2, 6, 7, 8, 17, 25],
    title: 'two expiries with 100 requests each: 100 succeed, one refresh',
    about: 'client',
    async run({ server, project, login }) {
      const printed = listenToConsole();
      const seen = [login.accessToken, login.refreshToken ?? ''];
      for (let expiry = 1; expiry <= 2; expiry++) {
        server.controls.expireAccessTokens();
        const answers = await many(100, () => project.call('/v1/me'));
        assert.deepEqual(statuses(answers), { 200: 100 });
        assert.equal(server.counters.tokenCalls, expiry);
        const stored = await project.readTokens();
        seen.push(stored?.accessToken ?? '', stored?.refreshToken ?? '');
        letPass(COOL_DOWN_MS);
      }
      assert.equal(server.counters.refreshesOk, 2);
      assert.deepEqual(server.counters.refreshErrors, {});
      for (const secret of seen) assert.ok(secret !== '' && !printed().includes(secret), 'no token is printed');
    },
  },
  {
    id: 'invalid-grant',
    properties: [10, 12],
    title: 'a refused refresh token: every request fails with SpotifyReauthRequired, one token call, tokens discarded',
    about: 'client',
    async run({ server, project, login }) {
      server.controls.revokeGrant(login.refreshToken ?? '');
      server.controls.expireAccessTokens();
      const errors = await failuresOf(50, () => project.call('/v1/me'));
      assert.deepEqual(count(errors.map(nameOf)), { SpotifyReauthRequired: 50 });
      assert.equal(server.counters.tokenCalls, 1);
      assert.equal(await project.readTokens(), undefined);
      await failuresOf(10, () => project.call('/v1/me'));
      assert.equal(server.counters.tokenCalls, 1, 'a dead refresh token is not tried again');
    },
  },
  {
    id: 'token-endpoint-down',
    properties: [11],
    title: 'the token endpoint is down: a plain error, tokens kept, the next request works',
    about: 'client',
    async run({ server, project, login }) {
      server.controls.expireAccessTokens();
      server.controls.failTokenCalls(1000);
      const errors = await failuresOf(20, () => project.call('/v1/me'));
      assert.ok(!errors.map(nameOf).includes('SpotifyReauthRequired'));
      assert.equal((await project.readTokens())?.refreshToken, login.refreshToken);
      server.controls.failTokenCalls(0);
      assert.equal((await project.call('/v1/me')).status, 200);
    },
  },
  {
    id: 'forbidden',
    properties: [13],
    title: '403: no refresh, every request sent once',
    about: 'client',
    async run({ server, project }) {
      const answers = await many(20, () => project.call('/forbidden'));
      assert.deepEqual(statuses(answers), { 403: 20 });
      assert.equal(server.counters.tokenCalls, 0);
      assert.deepEqual(server.counters.apiCalls, { 'GET /forbidden': 20 });
    },
  },
  {
    id: 'rate-limited',
    properties: [21],
    title: '429: no refresh, and no sleep for as long as Retry-After says',
    about: 'client',
    async run({ server, project }) {
      server.controls.setSituation({ limitApiCalls: 1000, retryAfterSeconds: 7200 });
      assert.equal((await soon(project.call('/v1/me', { method: 'POST', body: '{}' }))).status, 429);
      assert.equal(server.counters.tokenCalls, 0);
    },
  },
  {
    id: 'always-401',
    properties: [3, 5],
    title: 'an endpoint that always answers 401: at most one refresh, then none',
    about: 'client',
    async run({ server, project }) {
      const answers = await many(30, () => project.call('/always401'));
      assert.deepEqual(statuses(answers), { 401: 30 });
      assert.equal(server.counters.tokenCalls, 1);
      assert.ok((server.counters.apiCalls['GET /always401'] ?? 0) <= 60);
      await many(30, () => project.call('/always401'));
      assert.equal(server.counters.tokenCalls, 1);
    },
  },
  {
    id: 'sent-twice-at-most',
    properties: [3],
    title: 'a request is sent twice at most, whatever the clocks do',
    about: 'client',
    async run({ server, project }) {
      makeWallClockJump(2 * HOUR_MS);
      assert.equal((await project.call('/always401')).status, 401);
      assert.ok((server.counters.apiCalls['GET /always401'] ?? 0) <= 2);
    },
  },
  {
    id: 'bodies',
    properties: [16, 17, 22],
    title: 'text and form bodies arrive whole on the retry',
    about: 'client',
    async run({ server, project }) {
      for (const [body, type] of BODIES) {
        server.controls.expireAccessTokens();
        letPass(COOL_DOWN_MS);
        const answer = await project.call('/echo', { method: 'POST', body, headers: { 'Content-Type': type } });
        assert.deepEqual({ status: answer.status, text: answer.text }, { status: 200, text: String(body) });
      }
    },
  },
  {
    id: 'stream-body',
    properties: [16],
    title: 'a stream is sent once, and the 401 is handed back',
    about: 'client',
    async run({ server, project }) {
      server.controls.expireAccessTokens();
      const outcome = await settle(project.call('/echo', { method: 'POST', ...streamBody(project, 'streamed') }));
      const { status, text } = outcome.answer ?? assert.fail(String(outcome.error));
      // A library that hands over a Request has it copied while it is sent: then the whole body goes out again.
      assert.ok(status === 401 || (status === 200 && text === 'streamed'), `${status} ${text}`);
      assert.ok(
        server.counters.bodies.every((body) => body.text === 'streamed'),
        'never empty or cut',
      );
    },
  },
  {
    id: 'abort',
    properties: [18],
    title: 'a caller that aborts ends its own wait at once; the refresh goes on for the others',
    about: 'client',
    async run({ server, project }) {
      server.controls.expireAccessTokens();
      server.controls.holdTokenCalls();
      const controller = new AbortController();
      const aborted = settle(project.call('/v1/me', { signal: controller.signal }));
      await until(() => server.counters.tokenCallsHeld === 1, 'its refresh is under way');
      const others = many(20, () => project.call('/v1/me'));
      await pause(100);
      controller.abort();
      const outcome = await Promise.race([aborted, pause(1000).then(() => 'still waiting' as const)]);
      server.controls.releaseTokenCalls();
      assert.ok(
        outcome !== 'still waiting' && outcome.error !== undefined,
        'the aborted call ended while the refresh waited',
      );
      assert.deepEqual(statuses(await others), { 200: 20 });
      assert.equal(server.counters.tokenCalls, 1);
    },
  },
  {
    id: 'redirect',
    properties: [23],
    title: 'a redirect to another origin does not take the token along',
    about: 'client',
    async run({ server, project }) {
      await settle(project.call('/redirect/port'));
      await settle(project.call('/redirect/host'));
      assert.ok(server.counters.foreign.length > 0 || project.folder.includes('undici'), 'the redirect was followed');
      assert.ok(server.counters.foreign.every(({ authorization }) => !authorization));
      assert.equal(server.counters.tokenCalls, 0);
    },
  },
  {
    id: 'two-instances',
    properties: [20],
    title: 'two instances on one token file: 100 requests, one refresh',
    about: 'client',
    async run({ server, project }) {
      const second = await project.loadAgain();
      server.controls.expireAccessTokens();
      const answers = await Promise.all([
        many(50, () => project.call('/v1/me')),
        many(50, () => second.call('/v1/me')),
      ]);
      assert.deepEqual(statuses(answers.flat()), { 200: 100 });
      assert.equal(server.counters.tokenCalls, 1);
    },
  },
  {
    id: 'margin',
    properties: [14],
    title: 'a token about to expire is renewed before it is sent: no 401 at all',
    about: 'client',
    async run({ server, project, login }) {
      await project.writeTokens({ ...login, expiresAt: Date.now() + 30_000 });
      assert.deepEqual(statuses(await many(20, () => project.call('/v1/me'))), { 200: 20 });
      assert.equal(server.counters.tokenCalls, 1);
      assert.equal(server.counters.apiStatus[401], undefined);
    },
  },
  {
    id: 'wrong-clock',
    properties: [15],
    title: 'a clock two hours slow or fast costs one refresh',
    about: 'client',
    async run({ server, project }) {
      for (const hours of [-2, 2]) {
        server.reset();
        setWallClockAhead(hours * HOUR_MS);
        server.controls.expireAccessTokens();
        letPass(COOL_DOWN_MS);
        setWallClockAhead(hours * HOUR_MS);
        assert.deepEqual(statuses(await many(20, () => project.call('/v1/me'))), { 200: 20 });
        assert.deepEqual(statuses(await many(20, () => project.call('/v1/me'))), { 200: 20 });
        assert.equal(server.counters.tokenCalls, 1);
      }
    },
  },
  {
    id: 'server-error',
    properties: [22],
    title: 'a 503 of a POST is handed back and not sent again',
    about: 'client',
    async run({ server, project }) {
      server.controls.failApiCalls(10);
      assert.equal((await project.call('/echo', { method: 'POST', body: '{}' })).status, 503);
      assert.equal(server.counters.tokenCalls, 0);
    },
  },
  {
    id: 'processes',
    properties: [20],
    title: 'three processes on one token file: 60 requests, one refresh',
    about: 'core',
    async run({ server, project }) {
      server.controls.expireAccessTokens();
      const script = `import(${JSON.stringify(`${project.folder}/client.mjs`)}).then(async ({ call }) => {
        const answers = await Promise.all(Array.from({ length: 20 }, () => call('/v1/me')));
        console.log(answers.filter(({ status }) => status === 200).length);
      })`;
      const outputs = await Promise.all([1, 2, 3].map(() => runNode(script)));
      assert.deepEqual(outputs, ['20', '20', '20']);
      assert.equal(server.counters.tokenCalls, 1);
    },
  },
  {
    id: 'late-401',
    properties: [6],
    title: 'a 401 that comes late, for the token before, asks for nothing',
    about: 'core',
    async run({ server, project, login }) {
      server.controls.expireAccessTokens();
      const fresh = await project.helper.spotify.accessToken(login.accessToken);
      letPass(COOL_DOWN_MS);
      assert.equal(await project.helper.spotify.accessToken(login.accessToken), fresh);
      assert.equal(server.counters.tokenCalls, 1);
    },
  },
  {
    id: 'foreign-origin',
    properties: [23],
    title: 'a request to another origin goes out without the token',
    about: 'core',
    async run({ server, project }) {
      await project.helper.spotify.fetch(`${server.foreignOrigins.otherPort}/foreign`);
      assert.deepEqual(
        server.counters.foreign.map(({ authorization }) => authorization),
        [false],
      );
    },
  },
  {
    id: 'request-object',
    properties: [16, 17],
    title: 'a Request with a body is sent twice, whole',
    about: 'core',
    async run({ server, project }) {
      server.controls.expireAccessTokens();
      const request = new Request(`${server.origin}/echo`, { method: 'POST', body: 'whole' });
      const response = await project.helper.spotify.fetch(request);
      assert.equal(await response.text(), 'whole');
    },
  },
  {
    id: 'token-endpoint-401',
    properties: [4],
    title: 'a token endpoint that answers 401: a plain error, asked once',
    about: 'core',
    async run({ server, project }) {
      server.controls.expireAccessTokens();
      server.controls.setSituation({ failTokenCalls: 1000, failTokenStatus: 401 });
      const { error } = await soon(settle(project.call('/v1/me')));
      assert.ok(error !== undefined && nameOf(error) !== 'SpotifyReauthRequired');
      assert.equal(server.counters.tokenCalls, 1);
      assert.equal(server.counters.apiStatus[200], undefined);
    },
  },
  {
    id: 'slow-token-endpoint',
    properties: [19],
    title: 'a token endpoint that never answers: an error after the helper’s own time, tokens kept',
    about: 'core',
    async run({ server, project, login }) {
      hurryTimeouts();
      server.controls.expireAccessTokens();
      server.controls.holdTokenCalls();
      const outcome = await Promise.race([
        settle(project.call('/v1/me')),
        pause(2000).then(() => 'still waiting' as const),
      ]);
      server.controls.releaseTokenCalls();
      assert.ok(outcome !== 'still waiting' && outcome.error !== undefined);
      assert.notEqual(nameOf(outcome.error), 'SpotifyReauthRequired');
      assert.equal((await project.readTokens())?.refreshToken, login.refreshToken);
    },
  },
  {
    id: 'token-request-redirected',
    properties: [23],
    title: 'a token endpoint that redirects gets nothing sent elsewhere',
    about: 'core',
    async run({ server, project }) {
      server.controls.setSituation({ redirectTokenCalls: 10 });
      server.controls.expireAccessTokens();
      const { error } = await settle(project.call('/v1/me'));
      assert.ok(error !== undefined);
      assert.deepEqual(server.counters.foreign, []);
    },
  },
  {
    id: 'store-without-lock',
    properties: [1, 11],
    title: 'a store without a lock: 100 waiters, one refresh; a failure is not kept',
    about: 'core',
    async run(world) {
      const { server } = world;
      const { auth } = withOwnStore(world);
      server.controls.expireAccessTokens();
      await many(100, () => auth.accessToken(world.login.accessToken));
      assert.equal(server.counters.tokenCalls, 1);
    },
  },
  {
    id: 'saved-first',
    properties: [9],
    title: 'a token is handed out when it is saved, not before',
    about: 'core',
    async run(world) {
      const { auth, stored } = withOwnStore(world, { saveMs: 50 });
      const token = await auth.accessToken(world.login.accessToken);
      assert.equal(stored()?.accessToken, token);
    },
  },
  {
    id: 'failed-save',
    properties: [7, 9],
    title: 'a save that fails after a rotation does not lose the login',
    about: 'core',
    async run(world) {
      const { auth, stored } = withOwnStore(world, { failSaves: 2 });
      const silence = listenToConsole();
      const first = await auth.accessToken(world.login.accessToken);
      letPass(COOL_DOWN_MS);
      world.server.controls.expireAccessTokens();
      const second = await auth.accessToken(first);
      silence();
      assert.ok(second !== first && second !== world.login.accessToken);
      assert.equal(stored()?.accessToken, second);
      assert.deepEqual(world.server.counters.refreshErrors, {});
    },
  },
  {
    id: 'short-lifetime',
    properties: [5, 14],
    title: 'tokens that live no longer than the margin are not renewed on every request',
    about: 'core',
    async run(world) {
      const { auth } = withOwnStore(world, { lifetimeMs: 30_000 });
      await auth.accessToken();
      await world.server.controls.setSituation({});
      for (let request = 0; request < 5; request++) await auth.accessToken();
      assert.equal(world.server.counters.tokenCalls, 1);
    },
  },
  {
    id: 'sign-in-during-refresh',
    properties: [9],
    title: 'a sign-in while a refresh is under way is not overwritten by it',
    about: 'core',
    async run(world) {
      const { server } = world;
      const { auth, stored } = withOwnStore(world);
      server.controls.holdTokenCalls();
      const refreshing = settle(auth.accessToken(world.login.accessToken));
      await until(() => server.counters.tokenCallsHeld === 1, 'the refresh is under way');
      const login = await server.mintLogin({ client: 'pkce' });
      await auth.signedIn({ access_token: login.accessToken, refresh_token: login.refreshToken, expires_in: 3600 });
      server.controls.releaseTokenCalls();
      await refreshing;
      assert.equal(stored()?.refreshToken, login.refreshToken);
    },
  },
];

const BODIES: readonly (readonly [unknown, string])[] = [
  ['{"uris":["spotify:track:x"]}', 'application/json'],
  [new URLSearchParams({ a: '1', b: 'ä' }), 'application/x-www-form-urlencoded'],
];

function withOwnStore(
  { project, login }: World,
  { saveMs = 0, failSaves = 0, lifetimeMs }: { saveMs?: number; failSaves?: number; lifetimeMs?: number } = {},
) {
  let kept: Tokens | undefined = lifetimeMs === undefined ? login : { ...login, expiresAt: 0 };
  let failures = failSaves;
  const auth = project.helper.createSpotifyAuth({
    clientId: process.env.SPOTIFY_CLIENT_ID,
    clientSecret: process.env.SPOTIFY_CLIENT_SECRET,
    store: {
      load: async () => kept,
      save: async (tokens: Tokens | undefined) => {
        await pause(saveMs);
        if (failures-- > 0) throw new Error('disk full');
        kept =
          tokens === undefined || lifetimeMs === undefined ? tokens : { ...tokens, expiresAt: Date.now() + lifetimeMs };
      },
    },
  });
  return { auth, stored: () => kept };
}

function streamBody(project: Project, text: string): CallOptions & { duplex: 'half' } {
  const usesNodeStreams = /node-fetch|got|axios/.test(project.folder);
  const stream = Readable.from([Buffer.from(text)]);
  const body = usesNodeStreams ? stream : (Readable.toWeb(stream) as unknown);
  return { body, duplex: 'half', headers: { 'Content-Type': 'text/plain' } };
}

export function many<T>(times: number, run: () => Promise<T>): Promise<T[]> {
  return Promise.all(Array.from({ length: times }, run));
}

async function failuresOf(times: number, run: () => Promise<Answer>): Promise<unknown[]> {
  const outcomes = await many(times, () => settle(run()));
  assert.ok(
    outcomes.every(({ error }) => error !== undefined),
    'every request fails',
  );
  return outcomes.map(({ error }) => error);
}

async function settle<T>(work: Promise<T>): Promise<{ answer?: T; error?: unknown }> {
  try {
    return { answer: await work };
  } catch (error) {
    return { error };
  }
}

async function soon<T>(work: Promise<T>): Promise<T> {
  const late = pause(5000).then(() => assert.fail('still waiting after five seconds'));
  return Promise.race([work, late]);
}

/** Some libraries wrap what happened below them. */
function nameOf(error: unknown): string {
  const { name, cause } = error as { name: string; cause?: { name: string } };
  return cause?.name === 'SpotifyReauthRequired' ? cause.name : name;
}

function statuses(answers: readonly Answer[]): Record<string, number> {
  return count(answers.map(({ status }) => String(status)));
}

function count(values: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
  return counts;
}

/** Collects what is printed from now on; calling the result gives it and puts the console back. */
function listenToConsole(): () => string {
  const methods = ['log', 'info', 'warn', 'error', 'debug'] as const;
  const printed: unknown[] = [];
  const before = methods.map((method) => console[method]);
  for (const method of methods) console[method] = (...values: unknown[]) => void printed.push(...values);
  return () => {
    methods.forEach((method, index) => {
      const original = before[index];
      if (original) console[method] = original;
    });
    return printed.map(String).join('\n');
  };
}

function runNode(script: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let output = '';
    child.stdout.on('data', (chunk) => {
      output += chunk;
    });
    child.once('error', reject);
    child.once('exit', () => resolve(output.trim()));
  });
}
