/** Packages from the npm registry, unpacked once into `.vscode-test/` (which several checkouts may share). */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';

/** Below the project's folder, where every script of package.json starts. */
export const cache = resolve('.vscode-test');

/**
 * The folder of an unpacked package. It is prepared beside its place and moved there in one step, so a folder that
 * exists is complete, whoever made it and whatever was interrupted.
 * @param {string} name package name
 * @param {string} version exact version
 * @param {{ label: string, prepare?: (folder: string) => Promise<unknown> }} options `label` is what the user reads;
 *   `prepare` finishes the folder before others see it
 */
export async function fetchPackage(name, version, { label, prepare }) {
  const folder = join(cache, `${name.replace('@', '').replace('/', '-')}-${version}`);
  if (existsSync(folder)) return folder;
  await mkdir(cache, { recursive: true });
  const scratch = await mkdtemp(join(cache, '.unpacking-'));
  const started = Date.now();
  console.log(`Fetching ${label} (${name} ${version}) …`);
  const reminder = setInterval(() => console.log(`  … still fetching ${label}, ${seconds(started)}`), 15_000);
  try {
    await npm(['pack', `${name}@${version}`, '--pack-destination', scratch], scratch);
    const [archive] = (await readdir(scratch)).filter((file) => file.endsWith('.tgz'));
    if (archive === undefined) throw new Error(`npm pack ${name}@${version} left no archive.`);
    await run('tar', ['-xzf', archive], scratch);
    await prepare?.(join(scratch, 'package'));
    await moveUnlessThere(join(scratch, 'package'), folder);
  } catch (error) {
    throw new Error(
      `${label} could not be fetched: ${/** @type {Error} */ (error).message}\n` +
        'Check that `npm ping` answers (behind a proxy: `npm config set proxy`), then run the same command again. ' +
        'What was fetched before is kept in .vscode-test.',
    );
  } finally {
    clearInterval(reminder);
    await rm(scratch, { recursive: true, force: true });
  }
  console.log(`  done in ${seconds(started)}`);
  return folder;
}

/**
 * Runs npm in a folder that is a project of its own, whatever project the running script belongs to.
 * @param {string[]} args
 * @param {string} folder
 */
export function npm(args, folder) {
  const script = process.env.npm_execpath;
  const env = { ...process.env, npm_config_local_prefix: folder, npm_config_package_lock: 'false' };
  return script?.endsWith('.js')
    ? run(process.execPath, [script, ...args], folder, env)
    : run('npm', args, folder, env);
}

/**
 * @param {string} command
 * @param {string[]} args
 * @param {string} folder
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<void>} rejects with the last lines of the output
 */
export function run(command, args, folder, env = process.env) {
  return new Promise((done, failed) => {
    const child = spawn(command, args, {
      cwd: folder,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32' && command === 'npm',
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (output += text));
    child.on('error', failed);
    child.on('close', (code, signal) => {
      if (code === 0) done();
      else
        failed(
          new Error(`${command} ended with ${signal ?? code}.\n${output.trim().split('\n').slice(-12).join('\n')}`),
        );
    });
  });
}

/**
 * Another run may have been faster: its folder is as good as ours.
 * @param {string} from
 * @param {string} to
 */
async function moveUnlessThere(from, to) {
  try {
    await rename(from, to);
  } catch (error) {
    if (!existsSync(to)) throw error;
  }
}

/** @param {number} started milliseconds since the epoch */
const seconds = (started) => `${((Date.now() - started) / 1000).toFixed(0)} s`;
