import { execFile, spawnSync } from 'node:child_process';
import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** A compiler and how a program that the quick fix changed is made to run with it. */
export interface Toolchain {
  readonly language: string;
  /** What of the helper reads a clock, and what stands there in the test: the driver's clock can be moved. */
  readonly clocks: readonly (readonly [RegExp, string])[];
  /** Why it cannot be used here; undefined where it can. */
  missing(): string | undefined;
  /** Compiles what lies in the folder together with the driver. Gives the command that starts it there. */
  build(folder: string): Promise<readonly string[]>;
}

const run = promisify(execFile);
const DRIVERS = 'test/refresh/compiled/drivers';

/** Debian's own packages, without a network and without a module file. */
const goEnv = { GO111MODULE: 'off', GOPATH: '/usr/share/gocode', GOFLAGS: '' };

const go: Toolchain = {
  language: 'Go',
  clocks: [[/\btime\.Now\(\)/g, 'driverNow()']],
  missing: () => missingCommand('go', ['list', 'net/http', 'golang.org/x/oauth2'], goEnv),
  async build(folder) {
    await copyFile(join(DRIVERS, 'drive.go'), join(folder, 'drive.go'));
    await run('go', ['build', '-o', 'program', '.'], { cwd: folder, env: { ...process.env, ...goEnv } });
    return [join(folder, 'program')];
  },
};

export const toolchains = { go } as const satisfies Record<string, Toolchain>;

function missingCommand(name: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): string | undefined {
  const { status } = spawnSync(name, args, { stdio: 'ignore', env: { ...process.env, ...env } });
  return status === 0 ? undefined : `\`${[name, ...args].join(' ')}\` fails here`;
}
