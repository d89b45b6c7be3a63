import { execFile, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { appendFile, copyFile, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

/** A compiler and how a program that the quick fix changed is made to run with it. */
export interface Toolchain {
  readonly language: string;
  /** What of the helper reads a clock, waits or writes, and what stands there in the test: the driver decides. */
  readonly seams: readonly (readonly [RegExp, string])[];
  /** Why it cannot be used here; undefined where it can. */
  missing(): string | undefined;
  /** Compiles what lies in the folder (`program` is its file without the ending) together with the driver. Gives the command that starts it there. */
  build(folder: string, program: string): Promise<readonly string[]>;
  readonly environment?: Readonly<Record<string, string>>;
}

const run = promisify(execFile);
const DRIVERS = 'test/refresh/compiled/drivers';

/** Debian's own packages and those of a folder, without a network and without a module file. */
const goEnv = {
  GO111MODULE: 'off',
  GOPATH: ['/usr/share/gocode', process.env.AUTHLENS_GOPATH ?? ''].filter(Boolean).join(':'),
  GOFLAGS: '',
};

const goThatHas = (...packages: readonly string[]): Toolchain => ({
  language: 'Go',
  seams: [
    [/\btime\.Now\(\)/g, 'driverNow()'],
    [/\bTimeout: renewalTimeout\b/, 'Timeout: driverTimeout(renewalTimeout)'],
    [/\bos\.Rename\(draft\.Name\(\), f\.Path\)/, 'driverRename(draft.Name(), f.Path)'],
  ],
  missing: () => missingCommand('go', ['list', ...packages], goEnv),
  async build(folder) {
    await copyDriver('drive.go', folder, '');
    const helper = await readFile(join(folder, 'spotify_auth.go'), 'utf8');
    if (helper.includes('DefaultSpotifySession')) await copyDriver('sign_in.go', folder, '');
    await run('go', ['build', '-o', 'program', '.'], { cwd: folder, env: { ...process.env, ...goEnv } });
    return [join(folder, 'program')];
  },
});

const go = goThatHas('net/http', 'golang.org/x/oauth2');
const zmb3 = goThatHas('github.com/zmb3/spotify/v2');

/** Debian's libokhttp-java, and what it stands on. */
const OKHTTP = ['okhttp', 'okio'].map((name) => `/usr/share/java/${name}.jar`);

/** Nothing here runs for long enough to be worth optimizing. */
const QUICK_START = ['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC'];
const JAVAC = [...QUICK_START.map((option) => `-J${option}`), '-nowarn', '-d', '.'];
const JAVA = ['java', ...QUICK_START, '-Xss512k'];

const java: Toolchain = {
  language: 'Java',
  seams: [
    [/\bSystem\.(currentTimeMillis|nanoTime)\(\)/g, 'Drive.$1()'],
    [/\bcallTimeout\(REFRESH_TIMEOUT_SECONDS,/, 'callTimeout(Drive.timeout(REFRESH_TIMEOUT_SECONDS),'],
    [/\bFiles\.write\(/, 'Drive.write('],
  ],
  missing: () => missingCommand('javac', ['-version']) ?? missingFile(...OKHTTP),
  async build(folder, program) {
    await copyDriver('Drive.java', folder, program);
    const classPath = [...OKHTTP, '.'].join(':');
    await run('javac', [...JAVAC, '-cp', classPath, 'Drive.java', `${program}.java`], { cwd: folder });
    return [...JAVA, '-cp', classPath, 'Drive'];
  },
};

/** Debian's kotlinc: 1.3, so OkHttp 3 in Kotlin. The driver is Java's: a Kotlin file is a class for it. */
const kotlin: Toolchain = {
  language: 'Kotlin',
  seams: java.seams,
  missing: () => java.missing() ?? missingCommand('kotlinc', ['-version']) ?? missingFile(KOTLIN),
  async build(folder, program) {
    const name = `${program.charAt(0).toUpperCase()}${program.slice(1)}Kt`;
    await copyDriver('Drive.java', folder, name, [['SpotifyAuth.USER', 'SpotifyAuth.Companion.getUSER()']]);
    const classPath = [...OKHTTP, KOTLIN, '.'].join(':');
    await run('kotlinc', ['-nowarn', '-d', '.', '-cp', classPath, '.'], { cwd: folder });
    await run('javac', [...JAVAC, '-cp', classPath, 'Drive.java'], { cwd: folder });
    return [...JAVA, '-cp', classPath, 'Drive'];
  },
};

const KOTLIN = '/usr/share/java/kotlin-stdlib.jar';

/** Mono: the class library of .NET Framework, C# 7. */
const csharp: Toolchain = {
  language: 'C#',
  seams: [
    [/\bDateTimeOffset\.UtcNow\b/g, 'Drive.UtcNow'],
    [/\bclock\.Elapsed\b/g, 'Drive.Elapsed(clock.Elapsed)'],
    [/\bTimeout = RefreshTimeout\b/, 'Timeout = Drive.Timeout(RefreshTimeout)'],
    [/\bwriter\.Write\(json\)/, 'Drive.Write(writer, json)'],
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
  seams: [
    [/\bSystemTime::now\(\)/g, 'crate::driver_time()'],
    [/\bInstant::now\(\)/g, 'crate::driver_instant()'],
    [/\.timeout\(REFRESH_TIMEOUT\)/, '.timeout(crate::driver_timeout(REFRESH_TIMEOUT))'],
    [/\bfs::rename\(/, 'crate::driver_rename('],
  ],
  missing: () =>
    (process.env.AUTHLENS_RUST === '1' ? undefined : 'compiles for minutes: set AUTHLENS_RUST=1') ??
    missingFile(`${CRATES}/reqwest-0.11.13`) ??
    missingCommand('cargo', ['--version']),
  async build(folder, program) {
    await copyDriver('drive.rs', folder, program);
    await appendFile(join(folder, `${program}.rs`), RUST_SIGN_IN);
    await copyDriver('Cargo.toml', folder, program);
    const target = resolve('.build/refresh-run/crates');
    const source = [`source.crates-io.replace-with="debian"`, `source.debian.directory="${CRATES}"`];
    const settings = source.flatMap((setting) => ['--config', setting]);
    await run('cargo', ['build', '--quiet', '--offline', '--target-dir', target, ...settings], { cwd: folder });
    await copyFile(join(target, 'debug/program'), join(folder, 'program'));
    return [join(folder, 'program')];
  },
};

const RUST_SIGN_IN = `
pub async fn signed_in(answer: &str) -> Result<(), spotify_auth::SpotifyError> {
    spotify_auth::user().signed_in(answer).await
}
`;

const CRATES = '/usr/share/cargo/registry';

export const toolchains = { go, zmb3, java, kotlin, csharp, rust } as const satisfies Record<string, Toolchain>;

/** A driver for classes calls `PROGRAM.call`. */
async function copyDriver(
  name: string,
  folder: string,
  program: string,
  changes: readonly (readonly [string, string])[] = [],
): Promise<void> {
  const text = await readFile(join(DRIVERS, name), 'utf8');
  const changed = changes.reduce((all, [from, to]) => all.replaceAll(from, to), text);
  await writeFile(join(folder, name), changed.replaceAll('PROGRAM', program));
}

function missingFile(...files: readonly string[]): string | undefined {
  const missing = files.find((file) => !existsSync(file));
  return missing && `${missing} is not here`;
}

function missingCommand(name: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): string | undefined {
  const command = [name, ...args].join(' ');
  if (!tried.has(command)) tried.set(command, isRefused(name, args, env) ? `\`${command}\` fails here` : undefined);
  return tried.get(command);
}

/** Some take half a second only to say their version. */
const tried = new Map<string, string | undefined>();

function isRefused(name: string, args: readonly string[], env: NodeJS.ProcessEnv): boolean {
  const { status } = spawnSync(name, args, { stdio: 'ignore', env: { ...process.env, ...env } });
  return status !== 0;
}
