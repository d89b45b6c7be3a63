import { type AuthServer, startAuthServer } from '../../support/authServer/authServer';
import { fix } from '../project';
import { DrivenProgram, type Runtime } from './program';
import { type DrivenScenario, drivenScenarios } from './scenarios';

/** A program of test/refresh/clients, and what cannot be shown with it. */
export interface DrivenFile {
  readonly file: string;
  /** Scenarios by id, and why they are left out. */
  readonly except?: Readonly<Record<string, string>>;
}

/** Plays every scenario with every program; each is visibly skipped where `missing` says what is not installed here. */
export function describeLanguage(
  title: string,
  { runtime, programs, missing }: { runtime: Runtime; programs: readonly DrivenFile[]; missing: string | undefined },
): void {
  describe(title, () => {
    for (const mode of ['rotate', 'spotify'] as const) {
      describe(mode === 'rotate' ? 'refresh tokens rotate' : 'refresh tokens stay, and answers carry none', () => {
        let server: AuthServer;
        before(async () => {
          server = await startAuthServer({ mode, latency: [1, 20] });
        });
        after(() => server.close());

        for (const { file, except = {} } of programs) {
          describe(file, () => {
            for (const scenario of drivenScenarios) {
              if (scenario.modes !== mode && scenario.modes !== 'both') continue;
              const name = `${scenario.id}: ${scenario.title}`;
              const excuse = missing ?? except[scenario.id];
              if (excuse !== undefined) it(`${name} (${excuse})`);
              else it(name, () => play(scenario, file, runtime, server, mode === 'rotate' ? 'pkce' : 'confidential'));
            }
          });
        }
      });
    }
  });
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
  await program.signIn({ ...login, expiresAt: Math.floor(Date.now() / 1000) + 3600 });
  try {
    await scenario.run({ server, program, login });
  } finally {
    server.controls.releaseTokenCalls();
  }
}
