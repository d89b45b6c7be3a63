import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const HOME = resolve('.build/tools');

/**
 * A library that makes a program see another time, or undefined where there is none: then nothing that needs time to pass
 * can be recorded. On Debian and Ubuntu it is unpacked from the package without installing it.
 */
export async function findFakeTime(): Promise<string | undefined> {
  if (process.platform !== 'linux') return undefined;
  const known = (await findLibrary('/usr/lib')) ?? (await findLibrary(join(HOME, 'lib')));
  if (known) return known;
  let scratch: string | undefined;
  try {
    await mkdir(HOME, { recursive: true });
    // Beside its place and moved there in one step: two suites may want it at the same time.
    scratch = await mkdtemp(join(HOME, 'unpacking-'));
    const cwd = scratch;
    const download = () => run('apt-get', ['download', 'libfaketime'], { cwd });
    // A machine that has never listed its packages knows of none.
    await download().catch(() => run('apt-get', ['update']).then(download));
    const archive = (await readdir(cwd)).find((name) => name.endsWith('.deb'));
    await run('dpkg', ['-x', archive ?? '', cwd], { cwd });
    await rename(join(cwd, 'usr/lib'), join(HOME, 'lib')).catch(() => undefined);
    return findLibrary(join(HOME, 'lib'));
  } catch {
    return undefined;
  } finally {
    if (scratch !== undefined) await rm(scratch, { recursive: true, force: true });
  }
}

async function findLibrary(folder: string): Promise<string | undefined> {
  for (const candidate of ['', 'x86_64-linux-gnu', 'aarch64-linux-gnu'].map((name) => join(folder, name, 'faketime'))) {
    const names = await readdir(candidate).catch((): string[] => []);
    if (names.includes('libfaketimeMT.so.1')) return join(candidate, 'libfaketimeMT.so.1');
  }
  return undefined;
}

/** The clock of a client's machine. What runs with `environment` sees real time plus what was `set`. */
export class ClientClock {
  readonly environment: Readonly<Record<string, string>>;
  readonly #file: string;

  constructor(library: string | undefined, file: string) {
    this.#file = file;
    this.environment = library
      ? {
          LD_PRELOAD: library,
          FAKETIME_TIMESTAMP_FILE: file,
          FAKETIME_NO_CACHE: '1',
          FAKETIME_DONT_FAKE_MONOTONIC: '1',
        }
      : {};
  }

  /** @param seconds ahead of real time; negative: behind */
  async set(seconds: number): Promise<void> {
    await writeFile(this.#file, `${seconds < 0 ? '-' : '+'}${Math.abs(seconds)}\n`);
  }
}
