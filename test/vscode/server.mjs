/** VS Code's own server and web workbench on a loopback port. */
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { copyFile, mkdir, readFile, rename, symlink, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { fetchPackage, npm } from './fetch.mjs';
import { temporaryFolder } from './temporaryFolder.mjs';
import { editors, nodeVersion } from './versions.mjs';

/** @typedef {'node' | 'web'} ExtensionKind the extension host that our extension runs in */

/**
 * @typedef {object} EditorServer
 * @property {string} origin `http://127.0.0.1:PORT`
 * @property {string} token that every visitor has to show as `tkn`: whoever reaches this server can run programs
 * @property {(path: string) => string} remote the address by which the workbench knows a file of this machine
 * @property {string} data the folder with everything that VS Code stores: settings, logs, storage of extensions
 * @property {() => Promise<void>} close
 */

/** @param {import('./versions.mjs').VersionName} version @returns {Promise<string>} the folder of VS Code's server */
export async function fetchEditor(version) {
  const { vscode, codeServer } = editors[version];
  const folder = await fetchPackage('code-server', codeServer, {
    label: `VS Code ${vscode}`,
    prepare: (unpacked) =>
      npm(['install', '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund'], join(unpacked, 'lib/vscode')),
  });
  const server = join(folder, 'lib/vscode');
  await standIn(resolve('test/vscode/spdlog.cjs'), join(server, 'node_modules/@vscode/spdlog/index.js'));
  return server;
}

/** In one step, because another run may be starting its server from the same folder. @param {string} ours @param {string} theirs */
async function standIn(ours, theirs) {
  if ((await readFile(ours, 'utf8')) === (await readFile(theirs, 'utf8'))) return;
  const beside = `${theirs}.${process.pid}`;
  await copyFile(ours, beside);
  await rename(beside, theirs);
}

/** @param {import('./versions.mjs').VersionName} version @returns {Promise<string>} a Node that can run that server */
export async function fetchNode(version) {
  const running = Number.parseInt(process.versions.node, 10);
  if (running >= editors[version].node) return process.execPath;
  const system = process.platform === 'win32' ? 'win' : process.platform;
  const name = `node${system === 'darwin' && process.arch === 'arm64' ? '-bin' : ''}-${system}-${process.arch}`;
  const folder = await fetchPackage(name, nodeVersion, { label: `Node ${nodeVersion}` });
  return join(folder, 'bin', system === 'win' ? 'node.exe' : 'node');
}

/**
 * @param {object} options
 * @param {import('./versions.mjs').VersionName} options.version
 * @param {string} options.log file that gets what the server says
 * @param {Record<string, unknown>} [options.settings] user settings, added to the quiet ones
 * @param {NodeJS.ProcessEnv} [options.env]
 * @param {ExtensionKind} [options.kind] `node` where left out
 * @param {readonly string[]} [options.extensions] folders of extensions that are there as if they were installed
 * @param {number} [options.port] 0, the default, is any free one
 * @returns {Promise<EditorServer>}
 */
export async function startServer({ version, log, settings = {}, env = {}, kind = 'node', extensions = [], port = 0 }) {
  const [vscode, node] = [await fetchEditor(version), await fetchNode(version)];
  const { path: data, remove } = await temporaryFolder('server');
  await mkdir(join(data, 'data/User'), { recursive: true });
  await writeFile(
    join(data, 'data/User/settings.json'),
    JSON.stringify({ ...quietSettings, ...placeIn[kind], ...settings }),
  );
  await mkdir(join(data, 'extensions'));
  for (const [index, extension] of extensions.entries()) {
    await symlink(resolve(extension), join(data, `extensions/under-development-${index}`), 'junction');
  }
  const token = randomUUID();
  const child = spawn(
    node,
    [
      join(vscode, 'out/server-main.js'),
      ...['--host', '127.0.0.1', '--port', String(port), '--server-data-dir', data],
      ...['--connection-token', token, '--accept-server-license-terms', '--disable-workspace-trust'],
      // Without this the workbench ignores the `payload` of its address, and with it our extension.
      '--enable-smoke-test-driver',
      ...['--telemetry-level', 'off'],
    ],
    { cwd: vscode, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  await mkdir(dirname(log), { recursive: true });
  const chatter = createWriteStream(log, { flags: 'a' });
  child.stdout.pipe(chatter, { end: false });
  child.stderr.pipe(chatter, { end: false });

  const gone = new Promise((done) => child.once('exit', done));
  const close = async () => {
    child.kill();
    const patience = setTimeout(() => child.kill('SIGKILL'), 5_000);
    await gone;
    clearTimeout(patience);
    await remove();
  };
  try {
    const bound = await portOf(child, log);
    return {
      origin: `http://127.0.0.1:${bound}`,
      token,
      data,
      remote: (path) => `vscode-remote://127.0.0.1:${bound}${pathToFileURL(path).pathname}`,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/**
 * In a browser VS Code does not heed `--extensionDevelopmentKind` (seen in 1.100 and 1.139: it is read under another name
 * than it is stored), but this setting, which also users have.
 */
const placeIn = {
  node: {},
  web: { 'remote.extensionKind': { 'auth-lens.auth-lens-for-spotify': ['web'] } },
};

/** What would cover the editor, change by itself or talk to the network. */
const quietSettings = {
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
  'chat.disableAIFeatures': true,
  'chat.commandCenter.enabled': false,
  'extensions.ignoreRecommendations': true,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'update.mode': 'none',
  'update.showReleaseNotes': false,
  'git.openRepositoryInParentFolders': 'never',
  'security.workspace.trust.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'workbench.enableExperiments': false,
  'npm.fetchOnlinePackageInfo': false,
  'json.schemaDownload.enable': false,
  'typescript.disableAutomaticTypeAcquisition': true,
};

/**
 * @param {import('node:child_process').ChildProcessByStdio<null, import('node:stream').Readable, import('node:stream').Readable>} child
 * @param {string} log
 * @returns {Promise<number>} the port the server says it listens on
 */
function portOf(child, log) {
  return new Promise((done, failed) => {
    let said = '';
    const patience = setTimeout(() => failed(new Error(`VS Code's server did not start in 60 s; see ${log}.`)), 60_000);
    child.stdout.on('data', (text) => {
      said += text;
      const port = /agent listening on (\d+)/.exec(said)?.[1];
      if (port === undefined) return;
      clearTimeout(patience);
      done(Number(port));
    });
    child.once('error', failed);
    child.once('exit', (code, signal) => {
      clearTimeout(patience);
      failed(new Error(`VS Code's server ended with ${signal ?? code} before it listened; see ${log}.`));
    });
  });
}
