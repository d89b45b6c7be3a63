import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, open, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Context } from 'mocha';

/** What a tool wrote to both of its streams, in the order of writing: both are one file, as in a terminal. */
export interface ToolOutput {
  readonly output: string;
}

/** Runs a tool of this machine. Its exit code does not matter: many report a 401 by it. */
export function runTool(name: string, options: readonly string[]) {
  const running = run(name, options);
  return {
    /** The output; the test is skipped where the machine has no such tool, or the output says that it lacks a part. */
    async orSkip(test: Context, lacking?: RegExp): Promise<ToolOutput> {
      const output = await running;
      if (output === undefined || lacking?.test(output)) return test.skip() as never;
      return { output };
    },
  };
}

async function run(name: string, options: readonly string[]): Promise<string | undefined> {
  const folder = await mkdtemp(join(tmpdir(), 'auth-lens-'));
  const file = await open(join(folder, 'output'), 'w');
  try {
    const environment = { ...process.env, LC_ALL: 'C', HOME: folder, no_proxy: '127.0.0.1', NO_PROXY: '127.0.0.1' };
    const child = spawn(name, [...options], { stdio: ['ignore', file.fd, file.fd], env: environment, timeout: 8000 });
    await once(child, 'close');
    return await readFile(join(folder, 'output'), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  } finally {
    await file.close();
    await rm(folder, { recursive: true });
  }
}
