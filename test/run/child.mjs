/** Child processes that never outlive us, nor their time. */
import { spawn, spawnSync } from 'node:child_process';

/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();

/**
 * @param {string[]} args for `node`
 * @param {object} options
 * @param {NodeJS.ProcessEnv} [options.env]
 * @param {import('node:child_process').StdioOptions} options.stdio
 * @param {(text: string) => void} [options.onOutput] what it says where `stdio` is a pipe
 * @param {number} options.minutes
 * @returns {Promise<number | 'timeout'>} exit code, or `timeout` when it was stopped
 */
export function runChild(args, { env, stdio, onOutput, minutes }) {
  return new Promise((done, failed) => {
    // A group of its own, so that the browser and the server go together with the child.
    const child = spawn(process.execPath, args, {
      env: { ...process.env, ...env },
      stdio,
      detached: process.platform !== 'win32',
    });
    if (running.size === 0) process.on('SIGINT', interrupt).on('SIGTERM', interrupt);
    running.add(child);
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text) => onOutput?.(text));
    }
    let timedOut = false;
    const patience = setTimeout(() => {
      timedOut = true;
      killTree(child.pid);
    }, minutes * 60_000);
    const forget = () => {
      clearTimeout(patience);
      running.delete(child);
      if (running.size === 0) process.off('SIGINT', interrupt).off('SIGTERM', interrupt);
    };
    child.once('error', (error) => {
      forget();
      failed(error);
    });
    child.once('exit', (code) => {
      forget();
      const over = () => done(timedOut ? 'timeout' : (code ?? 1));
      if (!child.stdout) return over();
      // What it said may still be on its way; but a program that it left behind may hold the pipe for ever.
      child.once('close', over);
      setTimeout(over, 2000).unref();
    });
  });
}

/** All of them: the first to hear of it ends us. */
function interrupt() {
  for (const { pid } of running) killTree(pid);
  process.exit(130);
}

/** @param {number | undefined} pid */
function killTree(pid) {
  if (pid === undefined) return;
  if (process.platform === 'win32') spawnSync('taskkill', ['/pid', String(pid), '/T', '/F']);
  else process.kill(-pid, 'SIGKILL');
}
