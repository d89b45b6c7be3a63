import assert from 'node:assert/strict';
import { type AuthServer, startAuthServer } from '../../support/authServer/authServer';
import { fix } from '../project';
import { shows } from '../propertyTable';
import { DrivenProgram, type Runtime } from './program';
import { appScenario, type DrivenScenario, drivenScenarios } from './scenarios';

/** A hundred requests of a hundred threads or processes take a second where nothing else runs. */
const SLOW_MACHINE_MS = 120_000;

/** A program of test/refresh/clients. */
export interface DrivenFile {
  readonly file: string;
  /** The scenarios in which its way of making requests matters; all where this is left out. */
  readonly only?: readonly string[];
  /** Whose token it sends: a user's, where this is left out. */
  readonly owner?: 'app';
}

/** Plays every scenario with every program; each is visibly skipped where `missing` says what is not installed here. */
export function describeLanguage(
  title: string,
  { runtime, programs, missing }: { runtime: Runtime; programs: readonly DrivenFile[]; missing: string | undefined },
): void {
  describe(title, function () {
    this.timeout(SLOW_MACHINE_MS);
    for (const mode of ['rotate', 'spotify'] as const) {
      describe(mode === 'rotate' ? 'refresh tokens rotate' : 'refresh tokens stay, and answers carry none', () => {
        let server: AuthServer;
        before(async () => {
          server = await startAuthServer({ mode, latency: [1, 20] });
        });
        after(() => server.close());

        for (const [index, { file, only, owner }] of programs.entries()) {
          // The other programs show another style, which is the same in both modes.
          if (mode === 'spotify' && index > 0) continue;
          describe(file, () => {
            const isPublic = mode === 'rotate' && owner !== 'app';
            for (const scenario of owner === 'app' ? [appScenario] : drivenScenarios) {
              if (scenario.modes !== mode && scenario.modes !== 'both') continue;
              const name = `${scenario.id}: ${scenario.title}`;
              if (only !== undefined && !only.includes(scenario.id)) continue;
              if (missing !== undefined) it(`${name} (${missing})`);
              else {
                const run = () => play(scenario, file, runtime, server, isPublic ? 'pkce' : 'confidential');
                it(name, shows(file, scenario.properties, run));
              }
            }
          });
        }
      });
    }
  });
}

/** A helper that is broken in one place, and the scenario that notices. */
export interface Mutant {
  readonly title: string;
  readonly from: string;
  readonly to: string;
  readonly killedBy: string;
}

/** A scenario that a broken helper passes proves nothing: each must fail with its mutants. */
export function describeMutants(title: string, { runtime, file, mutants, missing, always }: MutantRun): void {
  describe(title, function () {
    this.timeout(SLOW_MACHINE_MS);
    const servers: AuthServer[] = [];
    before(async () => {
      // Slow enough that processes meet, however far apart they started.
      for (const mode of ['rotate', 'spotify'] as const)
        servers.push(await startAuthServer({ mode, latency: [60, 120] }));
    });
    after(() => Promise.all(servers.map((server) => server.close())));

    const excuse = missing ?? (always || process.env.AUTHLENS_RUNS ? undefined : 'takes long: with AUTHLENS_RUNS=1');
    for (const { title: what, from, to, killedBy } of mutants) {
      const name = `${what}: noticed by ${killedBy}`;
      if (excuse !== undefined) {
        it(`${name} (${excuse})`);
        continue;
      }
      it(name, async () => {
        const scenario = drivenScenarios.find(({ id }) => id === killedBy) ?? assert.fail(`no scenario ${killedBy}`);
        const { helpers } = await fix(file);
        assert.ok(
          helpers.some(({ text }) => text.includes(from)),
          `the helper has no ${from} to break`,
        );
        const change = (helper: string) => helper.replaceAll(from, to);
        // Who wins a race differs from time to time: a mutant survives only if it does so again and again.
        for (const server of [...servers, ...servers, ...servers]) {
          const broken = {
            ...scenario,
            change: (helper: string) => change(scenario.change?.(helper, server) ?? helper),
          };
          const survived = await play(broken, file, runtime, server, 'pkce').then(
            () => true,
            () => false,
          );
          if (!survived) return;
        }
        assert.fail('it survived');
      });
    }
  });
}

export interface MutantRun {
  readonly runtime: Runtime;
  readonly file: string;
  readonly mutants: readonly Mutant[];
  readonly missing: string | undefined;
  /** Of one language every time; the scenarios are the same for the others. */
  readonly always?: true;
}

async function play(
  scenario: DrivenScenario,
  file: string,
  runtime: Runtime,
  server: AuthServer,
  kind: 'pkce' | 'confidential',
): Promise<void> {
  server.reset();
  const change = (helper: string) => scenario.change?.(helper, server) ?? helper;
  const program = await DrivenProgram.write(await fix(file), runtime, server, kind, change);
  const login = await server.mintLogin({ client: kind });
  if (scenario !== appScenario) await program.signIn({ ...login, expiresAt: Math.floor(Date.now() / 1000) + 3600 });
  try {
    await scenario.run({ server, program, login });
  } finally {
    server.controls.releaseTokenCalls();
  }
}
