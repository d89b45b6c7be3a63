import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface, type Interface } from 'node:readline';

export interface Order {
  readonly times: number;
  readonly path: string;
  readonly method?: string;
  readonly body?: string;
  /** The body comes as a stream that can be read once. */
  readonly stream?: true;
  /** Seconds that pass before, on both clocks. */
  readonly advance?: number;
  /** The first starts alone; the others follow, and the first two are given up, when the workshop gives the sign. */
  readonly abort?: true;
}

export interface Report {
  /** How the calls ended: by status, `SpotifyReauthRequired`, `aborted`, `signed-in` or `error`. */
  readonly counts: Readonly<Record<string, number>>;
  /** What one of them was answered. */
  readonly text: string;
}

/**
 * A compiled program that makes requests as it is told. An order is a line of fields between tabs: times, seconds that pass
 * before, path, method, `text`, `stream` or `abort`, body. Its answer is a line too: `200=98 error=2`, a tab, one of the
 * texts. The method `SIGN-IN` calls nothing: the helper is handed the body, as the answer to a sign-in.
 */
export class Driver {
  /** What it wrote besides its answers. */
  printed = '';
  readonly #child: ChildProcess;
  readonly #lines: Interface;

  constructor(command: readonly string[], folder: string, env: NodeJS.ProcessEnv) {
    const [program = '', ...args] = command;
    this.#child = spawn(program, args, { cwd: folder, env, stdio: ['pipe', 'pipe', 'pipe'] });
    this.#child.stderr?.on('data', (data) => {
      this.printed += data;
    });
    this.#lines = createInterface({ input: this.#child.stdout ?? assert.fail() });
  }

  run({ times, path, method = 'GET', body = '', stream, abort, advance = 0 }: Order): Promise<Report> {
    return new Promise((done, failed) => {
      const ended = (code: number | null) => failed(new Error(`The program ended with ${code}: ${this.printed}`));
      this.#child.once('exit', ended);
      this.#child.once('error', failed);
      this.#lines.once('line', (line) => {
        this.printed += line;
        this.#child.removeListener('exit', ended);
        done(readReport(line));
      });
      const kind = abort ? 'abort' : stream ? 'stream' : 'text';
      const order = [times, advance, path, method, kind, body];
      this.#child.stdin?.write(`${order.join('\t')}\n`);
    });
  }

  stop(): void {
    this.#child.removeAllListeners('exit');
    this.#child.kill();
  }
}

function readReport(line: string): Report {
  const [counts = '', text = ''] = line.split('\t');
  const pairs = counts.split(' ').map((pair) => pair.split('='));
  return { counts: Object.fromEntries(pairs.map(([name, count]) => [name, Number(count)])), text };
}
