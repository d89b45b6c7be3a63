/**
 * `npm start`: VS Code with the extension on a sample workspace, until Ctrl+C. Desktop VS Code where there is one and a
 * screen, else the one from the npm registry at a loopback address to open in a browser.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { editorAddress } from '../test/vscode/address.mjs';
import { startServer } from '../test/vscode/server.mjs';
import { temporaryFolder } from '../test/vscode/temporaryFolder.mjs';
import { sampleFiles } from './start/sampleWorkspace.mjs';

await import('../esbuild.mjs');
const workspace = await temporaryFolder('spotify-sample', await sampleFiles());
const log = join(workspace.path, 'spotify-sample.log');
const profile = await temporaryFolder('profile');

/** @type {() => Promise<unknown>} */
let stop = async () => undefined;
let stopping = false;
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.on(signal, () => end(0));

try {
  const code = desktopCode();
  if (code === undefined) await startInBrowser();
  else await startOnDesktop(code);
} catch (error) {
  console.error(/** @type {Error} */ (error).message);
  await end(1);
}

async function startInBrowser() {
  const server = await startServer({
    version: 'current',
    log: resolve('.build/logs/start.vscode.log'),
    extensions: ['.'],
    settings: { 'editor.wordWrap': 'on' },
  });
  stop = server.close;
  console.log(
    `\nVS Code with Auth Lens for Spotify is at\n\n  ${editorAddress(server, { folder: workspace.path, file: log })}\n`,
  );
  console.log('Point at a token in the log that opens. Ctrl+C stops it.');
}

/** @param {string} code the program */
async function startOnDesktop(code) {
  console.log(
    '\nVS Code opens in a window of its own. It stays until that window is closed or Ctrl+C is pressed here.',
  );
  const child = spawn(
    code,
    [
      ...['--new-window', '--wait', `--extensionDevelopmentPath=${resolve('.')}`],
      ...[`--user-data-dir=${profile.path}`, '--disable-workspace-trust', '--skip-welcome', workspace.path, log],
    ],
    { stdio: 'ignore', shell: process.platform === 'win32' },
  );
  stop = async () => child.kill();
  child.once('exit', (status) => end(status ?? 0));
}

function desktopCode() {
  const screen = process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY;
  if (!screen || process.env.AUTHLENS_DESKTOP === '0') return undefined;
  const name = process.platform === 'win32' ? 'code.cmd' : 'code';
  const folders = (process.env.PATH ?? '').split(delimiter);
  return folders.map((folder) => join(folder, name)).find((program) => existsSync(program));
}

/** @param {number} code */
async function end(code) {
  if (stopping) return;
  stopping = true;
  await stop();
  await Promise.all([workspace.remove(), profile.remove()]);
  process.exit(code);
}
