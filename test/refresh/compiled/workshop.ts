import { randomUUID } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join, parse, resolve } from 'node:path';
import { type AuthServer, listen, startAuthServer } from '../../support/authServer/authServer';
import { fix } from '../project';
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
}

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
  const folder = resolve('.build/refresh-run/projects', `${file.replace(/\W/g, '-')}-${randomUUID()}`);
  await mkdir(folder, { recursive: true });
  const localize = (text: string) => text.replace(/https:\/\/(?:api|accounts)\.spotify\.com/g, front.origin);
  for (const { path, text } of helpers) {
    const timed = toolchain.clocks.reduce((all, [clock, moved]) => all.replace(clock, moved), change(text));
    await writeFile(join(folder, path), localize(timed));
  }
  await writeFile(join(folder, main.path), localize(main.text));
  const command = await toolchain.build(folder, parse(main.path).name);
  const tokenFile = join(folder, '.spotify-tokens.json');
  return {
    start: (env) => new Driver(command, folder, env),
    tokenFile,
    writeTokens: (tokens) =>
      tokens === undefined
        ? rm(tokenFile, { force: true })
        : writeFile(tokenFile, JSON.stringify(tokens), { mode: 0o600 }),
  };
}
