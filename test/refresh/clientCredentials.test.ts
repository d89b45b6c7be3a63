import assert from 'node:assert/strict';
import { type AuthServer, startAuthServer } from '../support/authServer/authServer';
import { letPass, restoreClocks } from './clocks';
import { type Answer, fix, load, type Project } from './project';
import { OF_ONE_PROCESS, ON_ONES_OWN_MACHINE, WITHOUT_A_USER } from './properties';
import { type Client, shows } from './propertyTable';
import { many } from './scenarios';

const APP: Client = {
  name: 'fetch, client credentials',
  sharesCoreWith: 'fetch of this Node',
  reasons: { ...ON_ONES_OWN_MACHINE, ...WITHOUT_A_USER, ...OF_ONE_PROCESS },
};
const TRACK = '/v1/tracks/4uLU6hMCjMI75M1A2tKUQC';
const COOL_DOWN_MS = 11_000;

/** No user and no refresh token: to refresh is to ask for a new token. */
describe('inserted for client credentials, run', () => {
  let server: AuthServer;
  let project: Project;
  before(async () => {
    server = await startAuthServer({ mode: 'spotify', latency: [1, 20] });
  });
  beforeEach(async () => {
    server.reset();
    process.env.SPOTIFY_CLIENT_ID = server.clients.confidential.id;
    process.env.SPOTIFY_CLIENT_SECRET = server.clients.confidential.secret;
    project = await load(await fix('client-credentials/client.ts'), server);
  });
  afterEach(restoreClocks);
  after(() => server.close());

  it(
    'the first 100 requests ask for one token',
    shows(APP, [1, 2], async () => {
      assert.deepEqual(statuses(await many(100, () => project.call(TRACK))), [200]);
      assert.equal(server.counters.tokenCalls, 1);
      assert.equal(server.counters.apiStatus[401], undefined);
    }),
  );

  it(
    'a token that ends early, and one whose hour is over: 100 requests, one new token each',
    shows(APP, [1, 2, 5, 17], async () => {
      await project.call(TRACK);
      server.controls.expireAccessTokens();
      letPass(COOL_DOWN_MS);
      assert.deepEqual(statuses(await many(100, () => project.call(TRACK))), [200]);
      assert.equal(server.counters.tokenCalls, 2);
      server.controls.expireAccessTokens();
      letPass(3_600_000);
      assert.deepEqual(statuses(await many(100, () => project.call(TRACK))), [200]);
      assert.equal(server.counters.tokenCalls, 3);
    }),
  );

  it(
    'the token endpoint is down: every request fails, nobody is asked to sign in, and the next one works',
    shows(APP, [11, 12], async () => {
      server.controls.failTokenCalls(1000);
      const failed = await many(20, () =>
        project.call(TRACK).then(
          () => 'answered',
          (error: Error) => error.name,
        ),
      );
      assert.deepEqual([...new Set(failed)], ['Error']);
      server.controls.failTokenCalls(0);
      assert.equal((await project.call(TRACK)).status, 200);
    }),
  );
});

function statuses(answers: readonly Answer[]): readonly number[] {
  return [...new Set(answers.map(({ status }) => status))];
}
