import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join, parse, resolve } from 'node:path';
import { type AuthServer, listen, startAuthServer } from '../../support/authServer/authServer';
import { fix, PROJECTS } from '../project';
import { until } from '../waiting';
import { Driver } from './driver';
import type { Program } from './programs';

export type Mode = 'rotate' | 'spotify';

/** Both kinds of authorization server behind one address, so that a program is compiled once. */
export interface Front {
  readonly origin: string;
  readonly servers: Readonly<Record<Mode, AuthServer>>;
  show(mode: Mode): AuthServer;
  close(): Promise<void>;
}

export async function openFront(): Promise<Front> {
  const servers = {
    rotate: await startAuthServer({ mode: 'rotate', latency: [1, 20] }),
    spotify: await startAuthServer({ mode: 'spotify', latency: [1, 20] }),
  };
  let shown: AuthServer = servers.spotify;
  const front = await listen(createServer((request, response) => shown.handle(request, response)));
  return {
    origin: `http://127.0.0.1:${front.port}`,
    servers,
    show: (mode) => {
      shown = servers[mode];
      return shown;
    },
    close: async () => {
      await Promise.all([front.close(), servers.rotate.close(), servers.spotify.close()]);
    },
  };
}

/** A client program of test/refresh/clients after the quick fix, compiled, with Spotify's two hosts replaced. */
export interface Workshop {
  /** Starts the program once more, on the same token file. */
  start(env: NodeJS.ProcessEnv): Driver;
  writeTokens(tokens: StoredTokens | undefined): Promise<void>;
  readonly tokenFile: string;
  /** No room for tokens while this is so. */
  setDiskFull(isFull: boolean): Promise<void>;
  /** The others start, in an order with `abort`. */
  letOthersStart(): Promise<void>;
  /** Gives the first two up. Resolves when they have ended. */
  abort(): Promise<void>;
  /** Takes back every sign of the scenario before. */
  tidy(): Promise<void>;
}

/** Files that a driver looks for, or makes. */
const SIGNS = ['others', 'abort', 'aborted', 'disk-full'];

export interface StoredTokens {
  readonly access_token: string;
  readonly refresh_token: string;
  /** Seconds since 1970, whole. */
  readonly expires_at: number;
}

export async function build(
  { file, toolchain }: Program,
  front: Front,
  change: (helper: string) => string = (text) => text,
): Promise<Workshop> {
  const { main, helpers } = await fix(file);
  const folder = resolve(PROJECTS, `${file.replace(/\W/g, '-')}-${randomUUID()}`);
  await mkdir(folder, { recursive: true });
  const localize = (text: string) => text.replace(/https:\/\/(?:api|accounts)\.spotify\.com/g, front.origin);
  for (const { path, text } of helpers) {
    const steered = toolchain.seams.reduce((all, [seam, driven]) => all.replace(seam, driven), change(text));
    await writeFile(join(folder, path), localize(steered));
  }
  await writeFile(join(folder, main.path), localize(main.text));
  const command = await toolchain.build(folder, parse(main.path).name);
  const tokenFile = join(folder, '.spotify-tokens.json');
  const give = (sign: string) => writeFile(join(folder, sign), '');
  return {
    start: (env) => new Driver(command, folder, { ...env, ...toolchain.environment }),
    tokenFile,
    writeTokens: (tokens) =>
      tokens === undefined
        ? rm(tokenFile, { force: true })
        : writeFile(tokenFile, JSON.stringify(tokens), { mode: 0o600 }),
    setDiskFull: (isFull) => (isFull ? give('disk-full') : rm(join(folder, 'disk-full'))),
    letOthersStart: () => give('others'),
    abort: async () => {
      await give('abort');
      await until(() => existsSync(join(folder, 'aborted')), 'the aborted calls ended', 5);
    },
    tidy: async () => {
      for (const sign of SIGNS) await rm(join(folder, sign), { force: true });
    },
  };
}
