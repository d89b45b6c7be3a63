import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { AuthServer } from '../../support/authServer/authServer';
import type { FixedProgram } from '../project';
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
}

export interface Report {
  /** Status, or name of the error, -> how many calls ended so. */
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

  static async write(
    { main, helpers }: FixedProgram,
    runtime: Runtime,
    server: AuthServer,
    kind: ClientKind,
    change: (helper: string) => string = (text) => text,
  ): Promise<DrivenProgram> {
    const folder = resolve('.build/refresh-run/projects', `driven-${randomUUID()}`);
    await mkdir(folder, { recursive: true });
    for (const file of [main, ...helpers]) {
      const text = helpers.includes(file) ? change(file.text) : file.text;
      const local = text.replace(/https:\/\/(?:api|accounts)\.spotify\.com/g, server.origin);
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

  async run(order: Order): Promise<Report> {
    const [command = '', ...args] = this.#runtime.command(join(this.#folder, this.#program), order);
    const child = spawn(command, args, {
      cwd: this.#folder,
      env: this.#environment,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    child.stdout.on('data', (data) => {
      output += data;
    });
    child.stderr.on('data', (data) => {
      this.printed += data;
    });
    const code = await new Promise((done, failed) => child.once('error', failed).once('close', done));
    this.printed += output;
    if (code !== 0) throw new Error(`${command} ended with ${code}: ${this.printed}`);
    return JSON.parse(output) as Report;
  }

  signIn(tokens: StoredTokens): Promise<void> {
    return this.#writeTokens(this.#runtime.tokenText(tokens));
  }

  /** What the token file holds; empty where there is none. */
  readTokens(): Promise<string> {
    return readFile(this.#tokenFile, 'utf8').catch(() => '');
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

  get #tokenFile(): string {
    return join(this.#folder, this.#runtime.tokenFile);
  }

  #writeTokens(text: string): Promise<void> {
    return writeFile(this.#tokenFile, text, { mode: 0o600 });
  }
}
