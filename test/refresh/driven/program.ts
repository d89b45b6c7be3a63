import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { AuthServer } from '../../support/authServer/authServer';
import { type FixedProgram, PROJECTS } from '../project';
import { until } from '../waiting';
import type { ClientKind } from '../world';

/** What a driver is told: so many calls of the program's own function, all at once. */
export interface Order {
  readonly times: number;
  /** Or a whole URL. */
  readonly path: string;
  readonly method?: string;
  readonly body?: string;
  /** A body that can be read once. */
  readonly stream?: string;
  /** The same once more in the same process, when `goOn` is called. */
  readonly again?: true;
  /** The first starts alone; the others follow, and the first two are given up, when the program is told. */
  readonly abort?: true;
  /** Instead of calls: the answer of the token endpoint to a sign-in, which the helper is handed. */
  readonly signIn?: object;
}

export interface Report {
  /** Status, `aborted`, `signed-in`, or name of the error, -> how many calls ended so. */
  readonly counts: Readonly<Record<string, number>>;
  /** Of the first call. */
  readonly text: string | null;
}

/** How programs of one language are run. Each order is a process of its own: what outlives it is in the token file. */
export interface Runtime {
  /** The command with its arguments, for a program in the present folder. */
  command(program: string, order: Order): readonly string[];
  /** Name of the token file, and what is in it after a sign-in. */
  readonly tokenFile: string;
  tokenText(tokens: StoredTokens): string;
  readonly environment?: Readonly<Record<string, string>>;
  /** What of the helper waits or writes, and what stands there in the test. */
  readonly seams: readonly (readonly [string, string])[];
  /**
   * New tokens that cannot be saved: the process has them for its next requests, or, where each request is a process, none
   * are asked for.
   */
  readonly unsaved: 'kept' | 'not asked for';
  /** Whether one of several calls of a process can be given up: where each waits in a thread of its own. */
  readonly hasThreads?: true;
}

export interface StoredTokens {
  readonly accessToken: string;
  readonly refreshToken: string;
  /** Seconds since 1970. */
  readonly expiresAt: number;
}

/** A fixed program in a folder of its own, with Spotify's hosts replaced by the server. */
export class DrivenProgram {
  /** Everything that its processes printed. */
  printed = '';
  readonly #runtime: Runtime;
  readonly #folder: string;
  readonly #program: string;
  readonly #environment: NodeJS.ProcessEnv;
  readonly #running = new Set<ChildProcess>();

  static async write(
    { main, helpers }: FixedProgram,
    runtime: Runtime,
    server: AuthServer,
    kind: ClientKind,
    change: (helper: string) => string = (text) => text,
  ): Promise<DrivenProgram> {
    const folder = join(PROJECTS, `driven-${randomUUID()}`);
    await mkdir(folder, { recursive: true });
    for (const file of [main, ...helpers]) {
      const text = helpers.includes(file) ? change(file.text) : file.text;
      const steered = runtime.seams.reduce((all, [seam, driven]) => all.replace(seam, driven), text);
      const local = steered.replace(/https:\/\/(?:api|accounts)\.spotify\.com/g, server.origin);
      await writeFile(join(folder, file.path), local);
    }
    return new DrivenProgram(runtime, folder, main.path, server, kind);
  }

  private constructor(runtime: Runtime, folder: string, program: string, server: AuthServer, kind: ClientKind) {
    const { SPOTIFY_CLIENT_SECRET: _, ...environment } = process.env;
    const secret = kind === 'confidential' ? { SPOTIFY_CLIENT_SECRET: server.clients.confidential.secret } : {};
    this.#runtime = runtime;
    this.#folder = folder;
    this.#program = program;
    this.#environment = {
      ...environment,
      ...runtime.environment,
      ...secret,
      SPOTIFY_CLIENT_ID: server.clients[kind].id,
    };
  }

  run(order: Order): Promise<Report> {
    return this.start(order).report;
  }

  /** The order and all that it starts is a group of processes, which can be ended as Ctrl-C ends them. */
  start(order: Order, environment: NodeJS.ProcessEnv = {}): { readonly report: Promise<Report>; kill(): void } {
    const [command = '', ...args] = this.#runtime.command(join(this.#folder, this.#program), order);
    const child = spawn(command, args, {
      cwd: this.#folder,
      env: { ...this.#environment, ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    this.#running.add(child);
    return { report: this.#reportOf(child, command), kill: () => endGroup(child) };
  }

  /** Ends what still runs. */
  stop(): void {
    for (const child of this.#running) endGroup(child);
  }

  async #reportOf(child: ChildProcess, command: string): Promise<Report> {
    let output = '';
    child.stdout?.on('data', (data) => {
      output += data;
    });
    child.stderr?.on('data', (data) => {
      this.printed += data;
    });
    const code = await new Promise((done, failed) => child.once('error', failed).once('close', done));
    this.#running.delete(child);
    this.printed += output;
    if (code !== 0) throw new Error(`${command} ended with ${code}: ${this.printed}`);
    return JSON.parse(output) as Report;
  }

  /** No room for tokens while this is so. */
  async setDiskFull(isFull: boolean): Promise<void> {
    // One language looks for the sign; others cannot write over the folder.
    const folders = ['disk-full', `${this.#runtime.tokenFile}.new`].map((name) => join(this.#folder, name));
    for (const folder of folders) await (isFull ? mkdir(folder) : rm(folder, { recursive: true }));
  }

  /** For an order with `again`. */
  goOn(): Promise<void> {
    return this.#give('go-on');
  }

  /** For an order with `abort`. */
  letOthersStart(): Promise<void> {
    return this.#give('others');
  }

  /** Gives the first two up. Resolves when they have ended. */
  async abort(): Promise<void> {
    await this.#give('abort');
    await until(() => existsSync(join(this.#folder, 'aborted')), 'the aborted calls ended', 5);
  }

  #give(sign: string): Promise<void> {
    return writeFile(join(this.#folder, sign), '');
  }

  signIn(tokens: StoredTokens): Promise<void> {
    return this.#writeTokens(this.#runtime.tokenText(tokens));
  }

  /** What the token file holds; empty where there is none. */
  readTokens(): Promise<string> {
    return readFile(this.tokenFile, 'utf8').catch(() => '');
  }

  /** The times that were noted move into the past, which for the program is the same as waiting. */
  async letPass(seconds: number): Promise<void> {
    const text = await this.readTokens();
    await this.#writeTokens(
      text.replace(
        /((?:expires|refreshed)_at\D+)(\d+)/g,
        (_, name: string, at: string) => name + (Number(at) - seconds),
      ),
    );
  }

  get tokenFile(): string {
    return join(this.#folder, this.#runtime.tokenFile);
  }

  #writeTokens(text: string): Promise<void> {
    return writeFile(this.tokenFile, text, { mode: 0o600 });
  }
}

/** With all that it started. */
function endGroup({ pid, exitCode, signalCode }: ChildProcess): void {
  if (pid !== undefined && exitCode === null && signalCode === null) process.kill(-pid, 'SIGTERM');
}
