import { execFile } from 'node:child_process';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
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
  const known = (await findLibrary('/usr/lib')) ?? (await findLibrary(HOME));
  if (known) return known;
  try {
    await mkdir(HOME, { recursive: true });
    const download = () => run('apt-get', ['download', 'libfaketime'], { cwd: HOME });
    // A machine that has never listed its packages knows of none.
    await download().catch(() => run('apt-get', ['update']).then(download));
    const archive = (await readdir(HOME)).find((name) => name.endsWith('.deb'));
    await run('dpkg', ['-x', archive ?? '', HOME], { cwd: HOME });
    return findLibrary(join(HOME, 'usr/lib'));
  } catch {
    return undefined;
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
