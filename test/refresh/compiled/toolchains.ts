import { execFile, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { copyFile, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

/** A compiler and how a program that the quick fix changed is made to run with it. */
export interface Toolchain {
  readonly language: string;
  /** What of the helper reads a clock, and what stands there in the test: the driver's clock can be moved. */
  readonly clocks: readonly (readonly [RegExp, string])[];
  /** Why it cannot be used here; undefined where it can. */
  missing(): string | undefined;
  /** Compiles what lies in the folder (`program` is its file without the ending) together with the driver. Gives the command that starts it there. */
  build(folder: string, program: string): Promise<readonly string[]>;
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
    await copyDriver('drive.go', folder, '');
    await run('go', ['build', '-o', 'program', '.'], { cwd: folder, env: { ...process.env, ...goEnv } });
    return [join(folder, 'program')];
  },
};

/** Debian's libokhttp-java, and what it stands on. */
const OKHTTP = ['okhttp', 'okio'].map((name) => `/usr/share/java/${name}.jar`);

const java: Toolchain = {
  language: 'Java',
  clocks: [[/\bSystem\.(currentTimeMillis|nanoTime)\(\)/g, 'Drive.$1()']],
  missing: () => missingCommand('javac', ['-version']) ?? missingFile(...OKHTTP),
  async build(folder, program) {
    await copyDriver('Drive.java', folder, program);
    const classPath = [...OKHTTP, '.'].join(':');
    await run('javac', ['-nowarn', '-d', '.', '-cp', classPath, 'Drive.java', `${program}.java`], { cwd: folder });
    return ['java', '-Xss512k', '-cp', classPath, 'Drive'];
  },
};

/** Debian's kotlinc: 1.3, so OkHttp 3 in Kotlin. The driver is Java's: a Kotlin file is a class for it. */
const kotlin: Toolchain = {
  language: 'Kotlin',
  clocks: java.clocks,
  missing: () => java.missing() ?? missingCommand('kotlinc', ['-version']) ?? missingFile(KOTLIN),
  async build(folder, program) {
    const name = `${program.charAt(0).toUpperCase()}${program.slice(1)}Kt`;
    await copyDriver('Drive.java', folder, name);
    const classPath = [...OKHTTP, KOTLIN, '.'].join(':');
    await run('kotlinc', ['-nowarn', '-d', '.', '-cp', classPath, '.'], { cwd: folder });
    await run('javac', ['-nowarn', '-d', '.', '-cp', classPath, 'Drive.java'], { cwd: folder });
    return ['java', '-Xss512k', '-cp', classPath, 'Drive'];
  },
};

const KOTLIN = '/usr/share/java/kotlin-stdlib.jar';

/** Mono: the class library of .NET Framework, C# 7. */
const csharp: Toolchain = {
  language: 'C#',
  clocks: [
    [/\bDateTimeOffset\.UtcNow\b/g, 'Drive.UtcNow'],
    [/\bclock\.Elapsed\b/g, 'Drive.Elapsed(clock.Elapsed)'],
  ],
  missing: () => missingCommand('mcs', ['--version']) ?? missingCommand('mono', ['--version']),
  async build(folder, program) {
    await copyDriver('Drive.cs', folder, program);
    const sources = ['Drive.cs', `${program}.cs`, 'SpotifyAuth.cs'];
    await run('mcs', ['-warn:0', '-r:System.Net.Http.dll', '-out:program.exe', ...sources], { cwd: folder });
    return ['mono', 'program.exe'];
  },
};

/** Debian's librust-reqwest-dev: crates as source. Compiling them takes minutes, so it is done on request. */
const rust: Toolchain = {
  language: 'Rust',
  clocks: [
    [/\bSystemTime::now\(\)/g, 'crate::driver_time()'],
    [/\bInstant::now\(\)/g, 'crate::driver_instant()'],
  ],
  missing: () =>
    (process.env.AUTHLENS_RUST === '1' ? undefined : 'compiles for minutes: set AUTHLENS_RUST=1') ??
    missingFile(`${CRATES}/reqwest-0.11.13`) ??
    missingCommand('cargo', ['--version']),
  async build(folder, program) {
    await copyDriver('drive.rs', folder, program);
    await copyDriver('Cargo.toml', folder, program);
    const target = resolve('.build/refresh-run/crates');
    const source = [`source.crates-io.replace-with="debian"`, `source.debian.directory="${CRATES}"`];
    const settings = source.flatMap((setting) => ['--config', setting]);
    await run('cargo', ['build', '--quiet', '--offline', '--target-dir', target, ...settings], { cwd: folder });
    await copyFile(join(target, 'debug/program'), join(folder, 'program'));
    return [join(folder, 'program')];
  },
};

const CRATES = '/usr/share/cargo/registry';

export const toolchains = { go, java, kotlin, csharp, rust } as const satisfies Record<string, Toolchain>;

/** A driver for classes calls `PROGRAM.call`. */
async function copyDriver(name: string, folder: string, program: string): Promise<void> {
  const text = await readFile(join(DRIVERS, name), 'utf8');
  await writeFile(join(folder, name), text.replaceAll('PROGRAM', program));
}

function missingFile(...files: readonly string[]): string | undefined {
  const missing = files.find((file) => !existsSync(file));
  return missing && `${missing} is not here`;
}

function missingCommand(name: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): string | undefined {
  const { status } = spawnSync(name, args, { stdio: 'ignore', env: { ...process.env, ...env } });
  return status === 0 ? undefined : `\`${[name, ...args].join(' ')}\` fails here`;
}
