import assert from 'node:assert/strict';
import { build } from 'esbuild';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { type AuthServer, startAuthServer } from '../support/authServer/authServer';
import { launchBrowser } from '../vscode/browser.mjs';
import { type FixedProgram, fix } from './project';
import { type Client, shows } from './propertyTable';

const BROWSER: Client = {
  name: 'fetch in a browser',
  sharesCoreWith: 'fetch of this Node',
  reasons: { 26: 'no server component: it writes its own store' },
};
const KEY = 'spotify-tokens';

declare global {
  /** The program's `call`, put there by the page's script. */
  var call: (path: string) => Promise<number>;
}

/** Two tabs of one page, with local storage and the Web Locks of a real browser. */
describe('inserted into code for the browser, run in Chromium', () => {
  for (const mode of ['rotate', 'spotify'] as const) {
    describe(mode === 'rotate' ? 'refresh tokens rotate' : 'refresh tokens stay, and answers carry none', () => {
      let server: AuthServer;
      let browser: Browser;
      let context: BrowserContext;
      let tabs: readonly Page[];
      before(async function () {
        this.timeout(120_000);
        // Without any browser there is nothing to show; the suites that need one say how to get it.
        browser = await launchBrowser().catch(() => this.skip());
        server = await startAuthServer({ mode, latency: [1, 20] });
      });
      beforeEach(async () => {
        server.reset();
        context = await browser.newContext();
        await servePage(context, server);
        tabs = await Promise.all([openTab(context, server), openTab(context, server)]);
      });
      afterEach(async () => {
        server.controls.releaseTokenCalls();
        await context.close();
      });
      after(async () => {
        await browser?.close();
        await server?.close();
      });

      it(
        'an expiry with 50 requests in each tab: 100 succeed, one refresh, and its tokens are kept',
        shows(BROWSER, [1, 2, 6, 7, 8, 17, 20], async () => {
          const login = await signIn(server, tabs);
          server.controls.expireAccessTokens();
          const answers = await Promise.all(tabs.map((tab) => callMany(tab, 50)));
          assert.deepEqual([...new Set(answers.flat())], [200]);
          assert.equal(server.counters.tokenCalls, 1);
          const stored = await storedTokens(tabs[0]);
          assert.notEqual(stored?.accessToken, login.accessToken);
          assert.equal(stored?.refreshToken === login.refreshToken, mode === 'spotify');
        }),
      );

      it(
        'while one tab refreshes, the other waits for its lock',
        shows(BROWSER, [20], async () => {
          await signIn(server, tabs);
          server.controls.expireAccessTokens();
          server.controls.holdTokenCalls();
          const answers = tabs.map((tab) => callMany(tab, 1));
          const locks = await eventually(async () => {
            const state = await tabs[0]?.evaluate(() => navigator.locks.query());
            return state?.pending?.some(({ name }) => name === 'spotify-tokens') ? state : undefined;
          });
          assert.deepEqual(
            locks.held?.map(({ name }) => name),
            [KEY],
          );
          server.controls.releaseTokenCalls();
          assert.deepEqual((await Promise.all(answers)).flat(), [200, 200]);
          assert.equal(server.counters.tokenCalls, 1);
        }),
      );

      // property 24
      it(
        'no client secret: neither in what the page loads nor in what it sends',
        shows(BROWSER, [24], async () => {
          const { helpers } = await fix('browser/client.ts');
          const setUp = helpers[0]?.text.slice(helpers[0].text.lastIndexOf('createSpotifyAuth({')) ?? '';
          assert.match(setUp, /clientId: 'public-client-id'/);
          assert.doesNotMatch(setUp, /secret|process\.env/i);
          await signIn(server, tabs);
          server.controls.expireAccessTokens();
          const [tab] = tabs;
          const asked = tab?.waitForRequest(server.tokenUrl);
          await callMany(tab, 1);
          const request = await asked;
          assert.equal(await request?.headerValue('authorization'), null);
          assert.match(request?.postData() ?? '', new RegExp(`client_id=${server.clients.pkce.id}`));
          assert.doesNotMatch(request?.postData() ?? '', /client_secret/);
        }),
      );

      it(
        'a refused refresh token: both tabs are signed out, and it is asked for once',
        shows(BROWSER, [10, 12], async () => {
          const login = await signIn(server, tabs);
          server.controls.revokeGrant(login.refreshToken);
          server.controls.expireAccessTokens();
          const answers = await Promise.all(tabs.map((tab) => callMany(tab, 20)));
          assert.deepEqual([...new Set(answers.flat())], ['SpotifyReauthRequired']);
          assert.equal(server.counters.tokenCalls, 1);
          assert.equal(await storedTokens(tabs[1]), undefined);
        }),
      );
    });
  }
});

/** On the server's own origin, so that what the page asks it for is not another site's. */
async function servePage(context: BrowserContext, server: AuthServer): Promise<void> {
  const script = await bundled(await fix('browser/client.ts'), server);
  await context.route(`${server.origin}/app`, (route) =>
    route.fulfill({ contentType: 'text/html', body: `<!doctype html><script>${script}</script>` }),
  );
}

async function bundled({ main, helpers }: FixedProgram, server: AuthServer): Promise<string> {
  const [helper] = helpers;
  const local = (text = '') =>
    text
      .replace(/https:\/\/(?:api|accounts)\.spotify\.com/g, server.origin)
      .replaceAll('public-client-id', server.clients.pkce.id);
  const { outputFiles } = await build({
    stdin: { contents: `${local(main.text)}\nglobalThis.call = call;`, loader: 'ts', resolveDir: '/' },
    bundle: true,
    write: false,
    format: 'iife',
    plugins: [
      {
        name: 'helper',
        setup(building) {
          building.onResolve({ filter: /spotify-auth$/ }, () => ({ path: 'helper', namespace: 'helper' }));
          building.onLoad({ filter: /./, namespace: 'helper' }, () => ({
            contents: local(helper?.text),
            loader: 'ts',
          }));
        },
      },
    ],
  });
  return outputFiles[0]?.text ?? '';
}

async function openTab(context: BrowserContext, server: AuthServer): Promise<Page> {
  const tab = await context.newPage();
  await tab.goto(`${server.origin}/app`);
  return tab;
}

async function signIn(server: AuthServer, [tab]: readonly Page[]) {
  const login = await server.mintLogin({ client: 'pkce' });
  await tab?.evaluate(([key, text]) => localStorage.setItem(key, text), [KEY, JSON.stringify(login)] as const);
  return login;
}

/** The statuses, or the names of what was thrown. */
async function callMany(tab: Page | undefined, times: number): Promise<readonly (number | string)[]> {
  const made = tab?.evaluate(
    (count) =>
      Promise.all(Array.from({ length: count }, () => call('/v1/me').catch((error: Error) => error.name as string))),
    times,
  );
  return (await made) ?? [];
}

async function storedTokens(tab: Page | undefined): Promise<{ accessToken: string; refreshToken: string } | undefined> {
  const text = await tab?.evaluate((key) => localStorage.getItem(key), KEY);
  return text ? JSON.parse(text) : undefined;
}

async function eventually<T>(look: () => Promise<T | undefined>): Promise<T> {
  const deadline = performance.now() + 10_000;
  for (;;) {
    const seen = await look();
    if (seen !== undefined) return seen;
    assert.ok(performance.now() < deadline, 'waited ten seconds in vain');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
