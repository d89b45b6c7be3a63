import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CauseId } from '../../src/core/diagnose/diagnosis';
import { startAuthServer } from '../support/authServer/authServer';
import { makeCertificate } from './certificate';
import type { Client } from './client';
import { findFakeTime } from './fakeTime';
import { FORMATS, type Format, whatIsMissing } from './formats';
import { Front } from './front';
import { SCENARIOS, type Scenario, type Sight } from './scenarios';
import { Session } from './session';
import { HOSTS, type JwtKeys, makeJwtKeys, makeSites } from './sites';

/** One log file, and what is known of it. */
export interface Recording {
  readonly scenario: string;
  readonly format: string;
  readonly file: string;
  /** What was staged. */
  readonly cause: CauseId;
  /** What a reader can say from this log: the cause alone, or several where the log does not show enough. */
  readonly expected: readonly CauseId[];
  /** When the session ended, by the right clock, in milliseconds since the epoch. */
  readonly now: number;
}

export interface Recordings {
  readonly made: readonly Recording[];
  readonly skipped: readonly { readonly what: string; readonly reason: string }[];
}

/**
 * Plays every scenario with every client and writes the logs below `folder`, with a manifest beside them.
 *
 * @param only the one scenario and the one format to record
 */
export async function recordAll(
  folder: string,
  only?: { readonly scenario: string; readonly format: string },
): Promise<Recordings> {
  await rm(folder, { recursive: true, force: true });
  const made: Recording[] = [];
  const skipped: { what: string; reason: string }[] = [];
  const fakeTime = await findFakeTime();
  if (!exists('openssl')) return { made, skipped: [{ what: 'all recordings', reason: 'openssl is not installed' }] };
  const certificate = await makeCertificate(Object.values(HOSTS), fakeTime);
  const keys = await makeJwtKeys();
  const scratch = await mkdtemp(join(tmpdir(), 'recordings-'));
  const certificateFile = join(scratch, 'certificate.pem');
  await writeFile(certificateFile, certificate.cert);
  const wanted = SCENARIOS.filter(({ name }) => only === undefined || name === only.scenario);
  const scenarios = wanted.filter(({ needsTime }) => fakeTime !== undefined || !needsTime);
  for (const { name } of wanted.filter((scenario) => !scenarios.includes(scenario))) {
    skipped.push({ what: name, reason: 'libfaketime is not there, so no time can pass' });
  }

  const lane = async (format: Format) => {
    const missing = await whatIsMissing(format, exists);
    if (missing !== undefined) {
      skipped.push({ what: format.name, reason: missing });
      return;
    }
    const front = await Front.open(certificate);
    const own = join(scratch, format.name);
    await mkdir(own);
    const client = await format.client({ port: front.port, certificateFile, fakeTime, folder: own });
    try {
      for (const scenario of scenarios) made.push(...(await record({ scenario, format, client, front, keys, folder })));
    } finally {
      await client.close();
      front.close();
    }
  };
  try {
    await Promise.all(FORMATS.filter(({ name }) => only === undefined || name === only.format).map(lane));
  } finally {
    await rm(scratch, { recursive: true });
  }
  const order = SCENARIOS.map(({ name }) => name);
  made.sort((a, b) => order.indexOf(a.scenario) - order.indexOf(b.scenario) || a.format.localeCompare(b.format));
  await writeFile(join(folder, 'manifest.json'), JSON.stringify({ made, skipped }, undefined, 2));
  return { made, skipped };
}

interface Take {
  readonly scenario: Scenario;
  readonly format: Format;
  readonly client: Client;
  readonly front: Front;
  readonly keys: JwtKeys;
  readonly folder: string;
}

async function record({ scenario, format, client, front, keys, folder }: Take): Promise<Recording[]> {
  const { also } = format;
  const files = [
    { name: format.name, expected: expectedOf(scenario, format.shows), make: (text: string) => text },
    ...(also
      ? [{ name: also.name, expected: scenario.sanitized ?? expectedOf(scenario, also.shows), make: also.make }]
      : []),
  ].filter(({ expected }) => expected.length > 0);
  if (files.length === 0) return [];
  const server = await startAuthServer({ mode: scenario.mode ?? 'spotify', latency: [1, 9], sites: makeSites(keys) });
  front.server = server;
  try {
    await client.begin();
    const isSeen = client.visits === 'always' || (client.visits === 'on demand' && scenario.needs.includes('visit'));
    await scenario.steps(new Session(client, front, server, isSeen ? 'seen' : 'unseen'), keys);
    const text = await client.finish();
    const now = server.clock.now();
    await mkdir(join(folder, scenario.name), { recursive: true });
    return await Promise.all(
      files.map(async ({ name, expected, make }) => {
        const file = join(folder, scenario.name, `${name}.${format.extension}`);
        await writeFile(file, make(text), { mode: 0o600 });
        return { scenario: scenario.name, format: name, file, cause: scenario.cause, expected, now };
      }),
    );
  } finally {
    await server.close();
  }
}

/** What a reader can say of this scenario from a log that shows so much; nothing where it is not worth recording. */
function expectedOf({ cause, needs, otherwise = [] }: Scenario, shows: readonly Sight[]): readonly CauseId[] {
  if (needs.every((sight) => shows.includes(sight))) return [cause];
  // A reader that finds the cause all the same is right.
  return otherwise.length > 0 ? [cause, ...otherwise] : [];
}

function exists(program: string): boolean {
  try {
    execFileSync(program, ['--help'], { stdio: 'ignore' });
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ENOENT';
  }
}
