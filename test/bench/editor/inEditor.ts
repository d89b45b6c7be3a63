import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import type { Figure } from '../figure';

/** Bundled by `run.mjs`, which also tells `inHost.ts` where to write. */
const HOST = '.build/bench/inHost.js';
const RESULTS = '.build/bench/inHost.json';

/** The figures of a real VS Code. */
export function inEditor(): readonly Figure[] {
  rmSync(RESULTS, { force: true });
  const { status } = spawnSync(process.execPath, ['test/run/inEditor.mjs', HOST, 'node'], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, AUTHLENS_LOG: '.build/logs/bench.vscode.log' },
  });
  // The code alone proves nothing: see test/vscode/launch.mjs.
  if (status !== 0) throw new Error('VS Code ended before it had measured: see .build/logs/bench.vscode.log.');
  return JSON.parse(readFileSync(RESULTS, 'utf8'));
}
