import assert from 'node:assert/strict';
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import { type AuthServer, startAuthServer } from '../../support/authServer/authServer';
import { type FixedProgram, fix } from '../project';
import { shows } from '../propertyTable';

/** Programs of test/refresh/clients and what Python must be able to import for them. */
const PROGRAMS = [
  { file: 'requests/client.py', needs: 'import requests' },
  { file: 'httpx/client.py', needs: 'import httpx' },
  { file: 'httpx/async_client.py', needs: 'import httpx' },
  { file: 'aiohttp/client.py', needs: 'from aiohttp import ClientHandlerType' },
  { file: 'spotipy/client.py', needs: 'import spotipy' },
] as const;

interface Order {
  readonly times: number;
  readonly path: string;
  readonly method?: string;
  readonly body?: string;
  readonly stream?: boolean;
  /** Seconds that pass before, on both clocks. */
  readonly advance?: number;
}

interface Report {
  readonly counts: Readonly<Record<string, number>>;
  readonly text: string | null;
}

describe('inserted Python, run', () => {
  for (const mode of ['rotate', 'spotify'] as const) {
    describe(mode === 'rotate' ? 'refresh tokens rotate' : 'refresh tokens stay, and answers carry none', () => {
      let server: AuthServer;
      before(async () => {
        server = await startAuthServer({ mode, latency: [1, 20] });
      });
      after(() => server.close());

      for (const { file, needs } of PROGRAMS) {
        const interpreter = findPython(needs);
        if (interpreter === undefined) {
          it(`${file} (no Python here can \`${needs}\`)`);
          continue;
        }
        describe(file, () => {
          let program: FixedProgram;
          const running: Driver[] = [];
          before(async () => {
            program = await fix(file);
          });
          afterEach(() => {
            for (const driver of running.splice(0)) driver.stop();
          });
          const start = async (drivers = 1, expiresInSeconds = 3600) => {
            server.reset();
            const kind = mode === 'rotate' ? 'pkce' : 'confidential';
            const login = await server.mintLogin({ client: kind });
            const folder = await write(program, server);
            await writeTokens(folder, login, expiresInSeconds);
            for (let one = 0; one < drivers; one++) running.push(new Driver(interpreter, folder, file, server, kind));
            return { login, folder, run: (order: Order) => running[0]?.run(order) ?? assert.fail() };
          };

          it(
            'two expiries with 100 requests each: 100 succeed, one refresh',
            shows(file, [1, 2, 6, 7, 8, 17], async () => {
              const { run } = await start();
              for (const expiry of [1, 2]) {
                server.controls.expireAccessTokens();
                assert.deepEqual((await run({ times: 100, path: '/v1/me', advance: 11 })).counts, { 200: 100 });
                assert.equal(server.counters.tokenCalls, expiry);
              }
              assert.deepEqual(server.counters.refreshErrors, {});
            }),
          );

          it(
            'a refused refresh token: SpotifyReauthRequired for all, one token call, tokens discarded',
            shows(file, [10, 12], async () => {
              const { login, folder, run } = await start();
              server.controls.revokeGrant(login.refreshToken);
              server.controls.expireAccessTokens();
              assert.deepEqual((await run({ times: 50, path: '/v1/me' })).counts, { SpotifyReauthRequired: 50 });
              assert.deepEqual((await run({ times: 5, path: '/v1/me' })).counts, { SpotifyReauthRequired: 5 });
              assert.equal(server.counters.tokenCalls, 1);
              await assert.rejects(readFile(join(folder, '.spotify-tokens.json')));
            }),
          );

          // What depends on the mode is shown in both; the rest once.
          if (mode === 'spotify') return;

          it(
            'the token endpoint is down: another error, and the next request works',
            shows(file, [11], async () => {
              const { run } = await start();
              server.controls.expireAccessTokens();
              server.controls.failTokenCalls(1000);
              const { counts } = await run({ times: 20, path: '/v1/me' });
              assert.equal(counts.SpotifyReauthRequired ?? 0, 0);
              assert.equal(counts[200] ?? 0, 0);
              server.controls.failTokenCalls(0);
              assert.deepEqual((await run({ times: 1, path: '/v1/me' })).counts, { 200: 1 });
            }),
          );

          it(
            '403 and 429 never refresh',
            shows(file, [13, 21], async () => {
              const { run } = await start();
              assert.deepEqual((await run({ times: 10, path: '/forbidden' })).counts, { 403: 10 });
              if (!file.startsWith('spotipy')) {
                assert.deepEqual((await run({ times: 10, path: '/limited' })).counts, { 429: 10 });
                assert.deepEqual(server.counters.apiCalls, { 'GET /forbidden': 10, 'GET /limited': 10 });
              }
              assert.equal(server.counters.tokenCalls, 0);
            }),
          );

          it(
            'an endpoint that always answers 401: one refresh, and none after it',
            shows(file, [3, 5], async () => {
              const { run } = await start();
              await run({ times: 20, path: '/always401' });
              await run({ times: 20, path: '/always401' });
              assert.equal(server.counters.tokenCalls, 1);
              assert.ok((server.counters.apiCalls['GET /always401'] ?? 0) <= 60);
            }),
          );

          it(
            'a token about to expire is renewed before it is sent',
            shows(file, [14], async () => {
              const { run } = await start(1, 30);
              assert.deepEqual((await run({ times: 20, path: '/v1/me' })).counts, { 200: 20 });
              assert.equal(server.counters.tokenCalls, 1);
              assert.equal(server.counters.apiStatus[401], undefined);
            }),
          );

          it(
            'three processes on one token file: 60 requests, one refresh',
            shows(file, [20], async () => {
              await start(3);
              server.controls.expireAccessTokens();
              const reports = await Promise.all(running.map((driver) => driver.run({ times: 20, path: '/v1/me' })));
              assert.deepEqual(
                reports.map(({ counts }) => counts),
                [{ 200: 20 }, { 200: 20 }, { 200: 20 }],
              );
              assert.equal(server.counters.tokenCalls, 1);
            }),
          );

          if (file.startsWith('spotipy')) return;

          it(
            'a body arrives whole on the retry; a stream is sent once',
            shows(file, [16], async () => {
              const { run } = await start();
              server.controls.expireAccessTokens();
              assert.equal((await run({ times: 1, path: '/echo', method: 'POST', body: '{"a":1}' })).text, '{"a":1}');
              server.reset();
              server.controls.expireAccessTokens();
              const order = { times: 1, path: '/echo', method: 'POST', body: 'streamed', stream: true, advance: 11 };
              assert.deepEqual((await run(order)).counts, { 401: 1 });
              assert.deepEqual(server.counters.apiCalls, { 'POST /echo': 1 });
            }),
          );

          it(
            'a redirect to another origin does not take the token along',
            shows(file, [23], async () => {
              const { run } = await start();
              await run({ times: 1, path: '/redirect/port' });
              await run({ times: 1, path: '/redirect/host' });
              assert.deepEqual(
                server.counters.foreign.map(({ authorization }) => authorization),
                [false, false],
              );
            }),
          );
        });
      }
    });
  }
});

/** A Python process that runs the program's calls, one order a line. */
class Driver {
  readonly #child: ChildProcess;
  readonly #lines: Interface;

  constructor(interpreter: string, folder: string, file: string, server: AuthServer, kind: 'pkce' | 'confidential') {
    const { SPOTIFY_CLIENT_SECRET: _, ...env } = process.env;
    const secret = kind === 'confidential' ? { SPOTIFY_CLIENT_SECRET: server.clients.confidential.secret } : {};
    const module = file.split('/').at(-1)?.replace('.py', '') ?? '';
    this.#child = spawn(interpreter, ['-B', resolve('test/refresh/python/drive.py'), module], {
      cwd: folder,
      env: { ...env, ...secret, SPOTIFY_CLIENT_ID: server.clients[kind].id, PYTHONPATH: pathsFor(folder) },
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    this.#lines = createInterface({ input: this.#child.stdout ?? assert.fail() });
  }

  run(order: Order): Promise<Report> {
    return new Promise((done, failed) => {
      this.#lines.once('line', (line) => done(JSON.parse(line) as Report));
      this.#child.once('exit', (code) => failed(new Error(`Python ended with ${code}`)));
      this.#child.stdin?.write(`${JSON.stringify(order)}\n`);
    });
  }

  stop(): void {
    this.#child.removeAllListeners('exit');
    this.#child.kill();
  }
}

let programs = 0;

async function write(program: FixedProgram, { origin }: AuthServer): Promise<string> {
  const folder = resolve('.build/refresh-run/projects', `python-${process.pid}-${++programs}`);
  await mkdir(folder, { recursive: true });
  for (const { path, text } of [program.main, ...program.helpers]) {
    const local = text.replace(/https:\/\/(?:api|accounts)\.spotify\.com/g, origin);
    await writeFile(join(folder, path), local);
  }
  return folder;
}

function writeTokens(
  folder: string,
  login: { accessToken: string; refreshToken: string },
  expiresInSeconds: number,
): Promise<void> {
  const tokens = {
    access_token: login.accessToken,
    refresh_token: login.refreshToken,
    expires_at: Date.now() / 1000 + expiresInSeconds,
  };
  return writeFile(join(folder, '.spotify-tokens.json'), JSON.stringify(tokens), { mode: 0o600 });
}

/** Debian's own Python first: its packages are what `.ci/run` installs. `AUTHLENS_PYTHONPATH` adds a folder of packages. */
function findPython(needs: string): string | undefined {
  return ['/usr/bin/python3', 'python3'].find(
    (interpreter) =>
      spawnSync(interpreter, ['-c', needs], { env: { ...process.env, PYTHONPATH: pathsFor('.') }, stdio: 'ignore' })
        .status === 0,
  );
}

function pathsFor(folder: string): string {
  return [folder, process.env.AUTHLENS_PYTHONPATH ?? ''].filter(Boolean).join(':');
}
