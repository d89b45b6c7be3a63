import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { type AuthServer, startAuthServer } from '../../support/authServer/authServer';
import { DrivenProgram } from '../driven/program';
import { fix } from '../project';
import { missing, runtime } from './runtime';

const API = 'https://api.spotify.com/v1/me';
const ELSEWHERE = 'https://example.com/';

/** What curl is told; whether the token may go along; what is left of the arguments, where that is less. */
const cases: readonly (readonly [given: string, isSpotify: 'yes' | 'no' | 'unknown', left?: string])[] = [
  [API, 'yes'],
  [`-s ${API}?a=b`, 'yes'],
  [`--url ${API}`, 'yes'],
  [`-sSXPUT ${API}`, 'yes', `-sS -X PUT ${API}`],
  [`-so out -w %{http_code} ${API}`, 'yes', `-s -o out -w %{http_code} ${API}`],
  [`-H Authorization:x -H Accept:y ${API}`, 'yes', `-H Accept:y ${API}`],
  [`-sHauthorization:x ${API}`, 'yes', `-s ${API}`],
  [`--header AUTHORIZATION:x ${API}`, 'yes', API],
  [`--oauth2-bearer x ${API}`, 'yes', API],
  [`--location-trusted ${API}`, 'yes', `--location ${API}`],
  [`-d ${ELSEWHERE} ${API}`, 'yes'],
  [`-e ${ELSEWHERE} ${API}`, 'yes'],
  [`--data-urlencode u=${ELSEWHERE} ${API}`, 'yes'],
  [`-x http://proxy:1 ${API}`, 'yes'],
  [`--retry 3 ${API}`, 'yes'],
  [ELSEWHERE, 'no'],
  [`${API} ${ELSEWHERE}`, 'no'],
  [`${ELSEWHERE} ${API}`, 'no'],
  [`${API} example.com`, 'no'],
  [`-s --url ${ELSEWHERE} ${API}`, 'no'],
  [`${API} --next ${API}`, 'no'],
  ['https://api.spotify.com.example.com/', 'no'],
  ['https://api.spotify.com@example.com/', 'no'],
  ['http://api.spotify.com/v1/me', 'no'],
  ['api.spotify.com/v1/me', 'no'],
  ['--version', 'unknown'],
];

describe('what the inserted Bash makes of the arguments', function () {
  this.timeout(60_000);
  let helper: string;
  before(async () => {
    const { helpers } = await fix('curl/client.sh');
    helper = helpers[0]?.text ?? assert.fail();
  });

  for (const [given, isSpotify, left = given] of cases) {
    it(`${given}${missing === undefined ? '' : ` (${missing})`}`, function () {
      if (missing !== undefined) return this.skip();
      const script = `${helper}\n_spotify_read_arguments "$@"; printf '%s\\n' "$is_spotify" "\${arguments[*]}"`;
      const { stdout } = spawnSync('bash', ['-c', script, 'bash', ...given.split(' ')], { encoding: 'utf8' });
      const [found, kept] = stdout.split('\n');
      assert.equal(found, isSpotify);
      if (isSpotify === 'yes') assert.equal(kept, left);
    });
  }
});

describe('programs that the inserted Bash starts', function () {
  this.timeout(120_000);
  const folder = resolve('.build/refresh-run/shims');
  const log = join(folder, 'log');
  let server: AuthServer;
  before(async () => {
    server = await startAuthServer({ mode: 'rotate', latency: [1, 2] });
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    for (const name of ['curl', 'cat', 'cksum', 'date', 'flock', 'mktemp', 'mv', 'rm']) {
      const file = join(folder, name);
      const real = `PATH=\${PATH#*${delimiter}}`;
      writeFileSync(file, `#!/bin/sh\nprintf '%s ' ${name} "$@" >>'${log}'\n${real} exec ${name} "$@"\n`);
      chmodSync(file, 0o755);
    }
  });
  after(() => server.close());

  for (const kind of ['pkce', 'confidential'] as const) {
    const title = `get no token and no secret as an argument (${kind})`;
    it(missing === undefined ? title : `${title} (${missing})`, async function () {
      if (missing !== undefined) return this.skip();
      const environment = { ...runtime.environment, PATH: `${folder}${delimiter}${process.env.PATH}` };
      const shown = { ...runtime, environment };
      const program = await DrivenProgram.write(await fix('curl/client.sh'), shown, server, kind);
      const login = await server.mintLogin({ client: kind });
      await program.signIn({ ...login, expiresAt: Math.floor(Date.now() / 1000) + 3600 });
      server.controls.expireAccessTokens();
      assert.deepEqual((await program.run({ times: 1, path: '/v1/me' })).counts, { 200: 1 });
      const seen = readFileSync(log, 'utf8');
      assert.ok(seen.split('curl ').length > 3, 'the request, the refresh and the retry were seen');
      assert.doesNotMatch(seen, /[AB]Q[\w-]{50}/);
      assert.ok(!seen.includes(server.clients.confidential.secret));
    });
  }
});
