#!/usr/bin/env node
/**
 * VS Code from the npm registry behind VS Code's own command line, for `runTests({ vscodeExecutablePath })`:
 *
 *   launch.mjs --extensionDevelopmentPath=DIR … --extensionTestsPath=FILE [--extensionDevelopmentKind=web] [folder]
 *
 * Starts the server, opens its workbench in a headless browser and ends with the exit code of the extension host. That
 * code alone proves nothing: it is 0 as well when the host died before a test ran.
 * `AUTHLENS_VSCODE` chooses the version (see versions.mjs), `AUTHLENS_LOG` the file for what VS Code says.
 */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { editorAddress } from './address.mjs';
import { launchBrowser } from './browser.mjs';
import { startServer } from './server.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  strict: false, // the many other options of VS Code mean nothing here
  options: {
    extensionDevelopmentPath: { type: 'string', multiple: true },
    extensionTestsPath: { type: 'string' },
    extensionDevelopmentKind: { type: 'string' },
  },
});
const option = (/** @type {string} */ name) => /** @type {string | undefined} */ (values[name]);

const version = process.env.AUTHLENS_VSCODE === 'minimum' ? 'minimum' : 'current';
const kind = option('extensionDevelopmentKind') === 'web' ? 'web' : 'node';
// The workbench knows of one folder under development (seen in 1.139: the last); others are there as if installed.
const [development, ...extensions] = /** @type {string[] | undefined} */ (values.extensionDevelopmentPath) ?? [];
const log = resolve(process.env.AUTHLENS_LOG ?? '.build/logs/launch.log');
const server = await startServer({ version, kind, log, extensions });
const browser = await launchBrowser();
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) process.once(signal, () => end(130));

const page = await browser.newPage();
await page.exposeFunction('codeAutomationLog', (/** @type {string} */ _level, /** @type {unknown[]} */ words) =>
  console.log(...words),
);
await page.exposeFunction('codeAutomationExit', (/** @type {number} */ code) => end(code));
page.on('crash', () => {
  console.error('The page of the editor crashed.');
  end(1);
});
await page.goto(
  editorAddress(server, {
    folder: positionals[0],
    development,
    tests: option('extensionTestsPath'),
  }),
);

/** @param {number} code */
async function end(code) {
  await browser.close().catch(() => undefined);
  await server.close();
  process.exit(code);
}
