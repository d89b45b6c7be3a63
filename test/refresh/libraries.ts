import { execFile } from 'node:child_process';
import { access, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

/** A client library and the programs that use it. */
export interface Library {
  readonly name: string;
  /** Absent: part of Node. */
  readonly package?: string;
  /** Oldest supported and newest (that runs on the oldest supported Node). */
  readonly versions: readonly string[];
  /** Files of test/refresh/clients. */
  readonly programs: readonly string[];
  /** Scenarios (`id` or `id@version`) that cannot be shown with it, and why. */
  readonly except?: Readonly<Record<string, string>>;
}

export const libraries: readonly Library[] = [
  { name: 'fetch', versions: ['of this Node'], programs: ['fetch/client.ts', 'fetch/client.mjs'] },
  { name: 'axios', package: 'axios', versions: ['1.5.1', 'latest'], programs: ['axios/client.ts', 'axios/client.cjs'] },
  {
    name: 'got',
    package: 'got',
    versions: ['11.8.6', '14'],
    programs: ['got/client.mjs', 'got/client.ts'],
    except: { 'abort@11.8.6': 'got 11 knows no AbortSignal', 'invalid-grant@11.8.6': 'got 11 wraps every error' },
  },
  { name: 'ky', package: 'ky', versions: ['1.2.0', '1'], programs: ['ky/client.mjs', 'ky/client.ts'] },
  { name: 'node-fetch', package: 'node-fetch', versions: ['2.6.7', '3'], programs: ['node-fetch/client.mjs'] },
  {
    name: 'undici',
    package: 'undici',
    versions: ['5.28.4', '7'],
    programs: ['undici/client.mjs'],
    except: { redirect: 'undici does not follow redirects' },
  },
  {
    name: '@spotify/web-api-ts-sdk',
    package: '@spotify/web-api-ts-sdk',
    versions: ['1.1.0', '1.2.0'],
    programs: ['web-api-ts-sdk/client.ts'],
    except: { abort: 'its methods take no AbortSignal', 'stream-body': 'its bodies are text' },
  },
  {
    name: 'spotify-web-api-node',
    package: 'spotify-web-api-node',
    versions: ['4.0.0', '5.0.2'],
    programs: ['spotify-web-api-node/client.cjs'],
    except: {
      abort: 'its methods take no AbortSignal',
      'stream-body': 'its bodies are text',
      'bodies@4.0.0': 'version 4 sends no forms',
    },
  },
];

const run = promisify(execFile);

/** The node_modules folder with this version of the library, installed once and kept in .build. */
export async function install({ package: name }: Library, version: string): Promise<string | undefined> {
  if (name === undefined) return undefined;
  const folder = resolve('.build/refresh-run/packages', `${name.replace('/', '+')}@${version}`);
  const packages = join(folder, 'node_modules');
  if (await exists(packages)) return packages;
  const part = `${folder}.part`;
  await rm(part, { recursive: true, force: true });
  await mkdir(part, { recursive: true });
  await writeFile(join(part, 'package.json'), '{ "private": true }');
  await run(
    'npm',
    ['install', '--no-audit', '--no-fund', '--no-package-lock', '--ignore-scripts', `${name}@${version}`],
    { cwd: part },
  );
  await rename(part, folder);
  return packages;
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
