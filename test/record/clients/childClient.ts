import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Client, ClientOptions, Request } from '../client';
import { ClientClock } from '../fakeTime';

/**
 * A client in a process of its own that sees its session's time. It reads JSON lines, each a request or the file of a new
 * session's log, and answers each with an empty line when it is done.
 */
export async function childClient(command: readonly [string, ...string[]], options: ClientOptions): Promise<Client> {
  const log = join(options.folder, 'client.log');
  const clock = new ClientClock(options.fakeTime, join(options.folder, 'time'));
  await clock.set(0);
  const [program, ...rest] = command;
  const child = spawn(program, [...rest, String(options.port), options.certificateFile], {
    env: { ...process.env, NO_COLOR: '1', ...clock.environment },
  });
  const errors: string[] = [];
  child.stderr.on('data', (text) => errors.push(String(text)));
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  const tell = async (message: Request | { log: string }) => {
    child.stdin.write(`${JSON.stringify(message)}\n`);
    const { done } = await lines.next();
    if (done) throw new Error(`${command.join(' ')} ended early. ${errors.join('')}`);
  };
  return {
    visits: 'never',
    async begin() {
      await clock.set(0);
      await tell({ log });
    },
    send: tell,
    setTime: (seconds) => clock.set(seconds),
    finish: () => readFile(log, 'utf8'),
    async close() {
      child.stdin.end();
      if (child.exitCode === null) await once(child, 'exit');
    },
  };
}
