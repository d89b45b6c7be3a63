/** A child process that never outlives us, nor its time. */
import { spawn, spawnSync } from 'node:child_process';

/**
 * @param {string[]} args for `node`
 * @param {object} options
 * @param {NodeJS.ProcessEnv} [options.env]
 * @param {import('node:child_process').StdioOptions} options.stdio
 * @param {number} options.minutes
 * @returns {Promise<number | 'timeout'>} exit code, or `timeout` when it was stopped
 */
export function runChild(args, { env, stdio, minutes }) {
  return new Promise((done, failed) => {
    // A group of its own, so that the browser and the server go together with the child.
    const child = spawn(process.execPath, args, {
      env: { ...process.env, ...env },
      stdio,
      detached: process.platform !== 'win32',
    });
    let timedOut = false;
    const interrupt = () => {
      killTree(child.pid);
      process.exit(130);
    };
    const patience = setTimeout(() => {
      timedOut = true;
      killTree(child.pid);
    }, minutes * 60_000);
    process.once('SIGINT', interrupt).once('SIGTERM', interrupt);
    child.once('error', failed);
    child.once('exit', (code) => {
      clearTimeout(patience);
      process.off('SIGINT', interrupt).off('SIGTERM', interrupt);
      done(timedOut ? 'timeout' : (code ?? 1));
    });
  });
}

/** @param {number | undefined} pid */
function killTree(pid) {
  if (pid === undefined) return;
  if (process.platform === 'win32') spawnSync('taskkill', ['/pid', String(pid), '/T', '/F']);
  else process.kill(-pid, 'SIGKILL');
}
