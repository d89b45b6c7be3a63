import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';

/** Where `run.mjs` puts the modules that are loaded into an extension host, and where it tells them to leave their results. */
const FOLDER = '.build/bench';
const RESULTS = '.build/bench/inHost.json';

/**
 * Starts a real VS Code, which runs a module of ours in its extension host.
 *
 * @param extensions folders of those that are there; ours, as it is, where left out
 * @returns what the module measured
 */
export function startEditor<T>(module: string, extensions: readonly string[] = []): T {
  rmSync(RESULTS, { force: true });
  const args = ['test/run/inEditor.mjs', `${FOLDER}/${module}.js`, 'node', ...extensions];
  const { status } = spawnSync(process.execPath, args, {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, AUTHLENS_LOG: '.build/logs/bench.vscode.log' },
  });
  // The code alone proves nothing: see test/vscode/launch.mjs.
  if (status !== 0) throw new Error('VS Code ended before it had measured: see .build/logs/bench.vscode.log.');
  return JSON.parse(readFileSync(RESULTS, 'utf8'));
}
