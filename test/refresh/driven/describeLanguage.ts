import assert from 'node:assert/strict';
import { type AuthServer, startAuthServer } from '../../support/authServer/authServer';
import { fix } from '../project';
import { ON_ONES_OWN_MACHINE, type Reasons, WITHOUT_A_USER } from '../properties';
import { type Client, shows } from '../propertyTable';
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
  /** What is the same for all of the same language is shown with this one. */
  readonly sharesCoreWith?: string;
  readonly reasons?: Reasons;
}

type Mode = 'rotate' | 'spotify';

/** A hundred processes take their time: once is enough, and what is broken on purpose is noticed with few. */
const CROWDS = { rotate: 100, spotify: 40, mutant: 12 } as const;

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

        for (const [index, program] of programs.entries()) {
          // The other programs show another style, which is the same in both modes.
          if (mode === 'spotify' && index > 0) continue;
          const { file, only, owner } = program;
          const client = clientOf(program);
          describe(file, () => {
            const isPublic = mode === 'rotate' && owner !== 'app';
            for (const scenario of owner === 'app' ? [appScenario] : drivenScenarios) {
              if (scenario.modes !== mode && scenario.modes !== 'both') continue;
              if (only !== undefined && !only.includes(scenario.id)) continue;
              if (!(scenario.suits?.(runtime) ?? true)) continue;
              const name = `${scenario.id}: ${scenario.title}`;
              const shown = scenario.properties.filter((property) => client.reasons[property] === undefined);
              if (missing !== undefined) it(`${name} (${missing})`);
              else {
                const run = () => play(scenario, file, runtime, server, isPublic ? 'pkce' : 'confidential', mode);
                it(name, shows(client, shown, run));
              }
            }
          });
        }
      });
    }
  });
}

function clientOf({ file, sharesCoreWith, owner, reasons }: DrivenFile): Client {
  const ofApp = owner === 'app' ? WITHOUT_A_USER : {};
  return { name: file, sharesCoreWith, reasons: { ...ON_ONES_OWN_MACHINE, ...ofApp, ...reasons } };
}

/** A helper that is broken in one place, and the scenario that notices. */
export interface Mutant {
  readonly title: string;
  readonly from: string;
  readonly to: string;
  readonly killedBy: string;
  /** Where it shows only so; refresh tokens rotate where this is left out. */
  readonly mode?: Mode;
}

/** A scenario that a broken helper passes proves nothing: each must fail with its mutants. */
export function describeMutants(title: string, { runtime, file, mutants, missing }: MutantRun): void {
  describe(title, function () {
    this.timeout(SLOW_MACHINE_MS);
    const servers = new Map<Mode, AuthServer>();
    before(async () => {
      for (const mode of ['rotate', 'spotify'] as const)
        servers.set(mode, await startAuthServer({ mode, latency: [1, 20] }));
    });
    after(() => Promise.all([...servers.values()].map((server) => server.close())));

    for (const { title: what, from, to, killedBy, mode = 'rotate' } of mutants) {
      const name = `${what}: noticed by ${killedBy}`;
      if (missing !== undefined) {
        it(`${name} (${missing})`);
        continue;
      }
      it(name, async () => {
        const scenario = drivenScenarios.find(({ id }) => id === killedBy) ?? assert.fail(`no scenario ${killedBy}`);
        const server = servers.get(mode) ?? assert.fail();
        const { helpers } = await fix(file);
        assert.ok(
          helpers.some(({ text }) => text.includes(from)),
          `the helper has no ${from} to break`,
        );
        const change = (helper: string) => helper.replaceAll(from, to);
        await assert.rejects(play(scenario, file, runtime, server, 'pkce', mode, change), 'it survived');
      });
    }
  });
}

export interface MutantRun {
  readonly runtime: Runtime;
  readonly file: string;
  readonly mutants: readonly Mutant[];
  readonly missing: string | undefined;
}

async function play(
  scenario: DrivenScenario,
  file: string,
  runtime: Runtime,
  server: AuthServer,
  kind: 'pkce' | 'confidential',
  mode: Mode,
  mutate?: (helper: string) => string,
): Promise<void> {
  server.reset();
  const program = await DrivenProgram.write(await fix(file), runtime, server, kind, mutate);
  const login = await server.mintLogin({ client: kind });
  if (scenario !== appScenario) await program.signIn({ ...login, expiresAt: Math.floor(Date.now() / 1000) + 3600 });
  try {
    const crowd = CROWDS[mutate === undefined ? mode : 'mutant'];
    await scenario.run({ server, program, login, crowd, mintLogin: () => server.mintLogin({ client: kind }) });
  } finally {
    server.controls.releaseTokenCalls();
    server.controls.releaseApiCalls();
    program.stop();
  }
}
