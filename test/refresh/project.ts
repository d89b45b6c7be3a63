import { randomUUID } from 'node:crypto';
import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import type { NewFile } from '../../src/core/rewrite/rewrite';
import { applyEdits } from '../../src/core/text/edit';
import type { AuthServer } from '../support/authServer/authServer';
import { languageIdOf, rewriter } from '../support/rewriting';

export interface Tokens {
  readonly accessToken: string;
  readonly refreshToken?: string;
  readonly expiresAt: number;
}

export interface Answer {
  readonly status: number;
  readonly text: string;
}

export interface CallOptions {
  readonly method?: string;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
  readonly signal?: AbortSignal;
}

/** The part of the inserted helper that scenarios use directly. */
export interface HelperModule {
  readonly createSpotifyAuth: (options: object) => SpotifyAuth;
  readonly spotify: SpotifyAuth;
}

export interface SpotifyAuth {
  accessToken(rejected?: string): Promise<string>;
  signedIn(answer: object): Promise<void>;
  fetch: typeof fetch;
}

/** Emptied before each run, and left for whoever wants to see what was run. */
export const PROJECTS = resolve('.build/refresh-run/projects');

/** A client program after the quick fix, as files. */
export interface FixedProgram {
  readonly library: string;
  readonly main: NewFile;
  readonly helpers: readonly NewFile[];
}

/** Applies the fix to a client program of test/refresh/clients, as a person accepting the light bulb would. */
export async function fix(program: string): Promise<FixedProgram> {
  const before = await readFile(join('test/refresh/clients', program), 'utf8');
  const path = basename(program);
  const rewrites = await rewriter.insertRefresh(before, { languageId: languageIdOf(path), path });
  const [rewrite] = rewrites;
  if (rewrite === undefined || rewrites.length > 1) throw new Error(`${program}: ${rewrites.length} rewrites, not one`);
  return {
    library: dirname(program),
    main: { path, text: applyEdits(before, rewrite.edits) },
    helpers: rewrite.newFiles,
  };
}

export interface Project {
  readonly folder: string;
  readonly tokenFile: string;
  call(path: string, options?: CallOptions): Promise<Answer>;
  readonly helper: HelperModule;
  /** The program once more, as another process would load it, on the same token file. */
  loadAgain(): Promise<Project>;
  readTokens(): Promise<Tokens | undefined>;
  writeTokens(tokens: Tokens): Promise<void>;
}

/**
 * Writes the program into a folder of its own and loads it. The name is never used twice: an import is kept by its address. Only Spotify's two hosts and the place of the token file are
 * replaced in what the fix wrote.
 */
export async function load(
  program: FixedProgram,
  server: AuthServer,
  { packages, tokenFile, mutate = (text) => text }: LoadOptions = {},
): Promise<Project> {
  const folder = resolve(PROJECTS, `${program.library}-${randomUUID()}`);
  const tokens = tokenFile ?? join(folder, 'tokens.json');
  await mkdir(folder, { recursive: true });
  if (packages !== undefined) await symlink(packages, join(folder, 'node_modules'));
  const localize = (text: string) =>
    text
      .replaceAll('https://api.spotify.com', server.origin)
      .replaceAll('https://accounts.spotify.com', server.origin)
      .replaceAll('.spotify-tokens.json', tokens);
  for (const file of [program.main, ...program.helpers]) {
    const text = program.helpers.includes(file) ? mutate(file.text) : file.text;
    await writeFile(join(folder, file.path), localize(text));
  }
  const main = await entryOf(folder, program.main.path);
  const helper = await entryOf(folder, program.helpers[0]?.path ?? '');
  const { call } = main as { call: Project['call'] };
  return {
    folder,
    tokenFile: tokens,
    call,
    helper: helper as unknown as HelperModule,
    loadAgain: () => load(program, server, { ...(packages && { packages }), tokenFile: tokens, mutate }),
    readTokens: async () => {
      const text = await readFile(tokens, 'utf8').catch(() => undefined);
      return text === undefined ? undefined : (JSON.parse(text) as Tokens);
    },
    writeTokens: (value) => writeFile(tokens, JSON.stringify(value), { mode: 0o600 }),
  };
}

export interface LoadOptions {
  /** A node_modules folder that holds the client library. */
  readonly packages?: string;
  readonly tokenFile?: string;
  /** Changes the helper's text: for helpers that are broken on purpose. */
  readonly mutate?: (helper: string) => string;
}

/** TypeScript is compiled file by file, which keeps the helper a module that the program and the test share. */
async function entryOf(folder: string, path: string): Promise<object> {
  const file = join(folder, path);
  if (path.endsWith('.cjs')) return createRequire(file)(file) as object;
  if (!path.endsWith('.ts')) return (await import(pathToFileURL(file).href)) as object;
  const outfile = file.replace(/\.ts$/, '.mjs');
  const helperName = 'spotify-auth';
  await build({
    entryPoints: [file],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    packages: 'external',
    logLevel: 'error',
    plugins: [
      {
        name: 'helper-stays-a-module',
        setup: (building) => {
          building.onResolve({ filter: /\/spotify-auth(?:-\w+)?$/ }, ({ path: specifier }) => ({
            path: `${specifier}.mjs`,
            external: true,
          }));
        },
      },
    ],
  });
  if (path !== `${helperName}.ts` && !path.startsWith(helperName))
    await entryOf(folder, `${helperName}.ts`).catch(() => {});
  return (await import(pathToFileURL(outfile).href)) as object;
}
