import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { findBrowser } from '../../vscode/browser.mjs';
import type { Client, ClientOptions } from '../client';
import { HOSTS } from '../sites';

/**
 * Chromium with a page of an app that calls Spotify from the browser, recorded as HAR. Chromium does not bear a faked
 * clock, so where time passes in a session the entries after it are moved by what has passed.
 */
export async function browserClient(options: ClientOptions): Promise<Client> {
  const { executablePath, env } = await findBrowser();
  const browser = await chromium.launch({
    executablePath,
    env: { ...process.env, ...env } as Record<string, string>,
    args: ['--no-sandbox', `--host-resolver-rules=MAP * 127.0.0.1:${options.port}`],
    timeout: 30_000,
  });
  const har = join(options.folder, 'browser.har');
  let context: BrowserContext | undefined;
  let page: Page | undefined;
  let passed: { since: number; seconds: number }[] = [];
  return {
    visits: 'always',
    async begin() {
      passed = [];
      context = await browser.newContext({ ignoreHTTPSErrors: true, recordHar: { path: har, content: 'embed' } });
      context.setDefaultTimeout(10_000);
      page = await context.newPage();
      await page.goto(`https://${HOSTS.app}/`);
    },
    async send({ method, url, headers, body }) {
      if (headers.accept?.startsWith('text/html')) {
        // A redirect to a port where nothing listens ends as a failed navigation, with the answer that led there recorded.
        await page?.goto(url).catch(() => undefined);
        return;
      }
      // An answer without CORS headers is hidden from the page, as any app would find.
      await page?.evaluate(
        ([url, init]) =>
          fetch(url, init)
            .then((response) => response.text())
            .catch(() => ''),
        [url, { method, headers, ...(body !== undefined && { body }) }] as const,
      );
    },
    async setTime(seconds) {
      passed.push({ since: Date.now(), seconds });
    },
    async finish() {
      await context?.close();
      return movedInTime(await readFile(har, 'utf8'), passed);
    },
    close: () => browser.close(),
  };
}

function movedInTime(text: string, passed: readonly { since: number; seconds: number }[]): string {
  const har = JSON.parse(text) as { log: { entries: { startedDateTime: string }[] } };
  for (const entry of har.log.entries) {
    const started = Date.parse(entry.startedDateTime);
    const seconds = passed.filter(({ since }) => since <= started).at(-1)?.seconds ?? 0;
    entry.startedDateTime = new Date(started + seconds * 1000).toISOString();
  }
  return JSON.stringify(har, undefined, 2);
}
