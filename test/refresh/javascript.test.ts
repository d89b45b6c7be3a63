import { type AuthServer, startAuthServer } from '../support/authServer/authServer';
import { install, type Library, libraries } from './libraries';
import { type FixedProgram, fix } from './project';
import { ON_ONES_OWN_MACHINE, type Reasons } from './properties';
import { type Client, shows } from './propertyTable';
import { type Scenario, scenarios } from './scenarios';
import { runScenario } from './world';

/** The row of the table in which the shared part of the helper is shown. */
const CORE = 'fetch of this Node';
const IN_BOTH_MODES = new Set(['two-expiries', 'invalid-grant']);

describe('inserted JavaScript, run', () => {
  for (const mode of ['rotate', 'spotify'] as const) {
    describe(mode === 'rotate' ? 'refresh tokens rotate' : 'refresh tokens stay, and answers carry none', () => {
      let server: AuthServer;
      before(async () => {
        server = await startAuthServer({ mode, latency: [1, 20] });
      });
      after(() => server.close());

      for (const library of libraries) {
        library.programs.forEach((file, index) => {
          for (const version of library.versions) {
            // Every version with the first program; the other programs show another style with the newest.
            if (index > 0 && version !== library.versions.at(-1)) continue;
            describe(`${library.name} ${version}, ${file}`, () => {
              let program: FixedProgram;
              let packages: string | undefined;
              before(async function () {
                this.timeout(120_000);
                packages = await install(library, version);
                program = await fix(file);
              });
              const isFirst = library.name === 'fetch' && index === 0;
              const client: Client = {
                name: index === 0 ? `${library.name} ${version}` : `${library.name} ${version}, ${file}`,
                sharesCoreWith: isFirst ? undefined : CORE,
                reasons: { ...ON_ONES_OWN_MACHINE, ...reasonsOf(library, version) },
              };
              const play = (scenario: Scenario) =>
                runScenario(scenario, program, server, mode === 'rotate' ? 'pkce' : 'confidential', {
                  ...(packages && { packages }),
                });
              for (const scenario of scenarios) {
                if (scenario.about === 'core' && !isFirst) continue;
                // What depends on the mode is shown for every library in both; the rest once.
                if (mode === 'spotify' && !isFirst && !IN_BOTH_MODES.has(scenario.id)) continue;
                const excuse = excuseOf(library, version, scenario);
                const title = `${scenario.id}: ${scenario.title}`;
                if (excuse !== undefined) it(`${title} (${excuse})`);
                else
                  it(
                    title,
                    shows(client, scenario.properties, () => play(scenario)),
                  );
              }
            });
          }
        });
      }
    });
  }
});

function excuseOf({ except }: Library, version: string, { id }: Scenario): string | undefined {
  return except?.[id] ?? except?.[`${id}@${version}`];
}

function reasonsOf(library: Library, version: string): Reasons {
  const reasons: Record<number, string> = {};
  for (const scenario of scenarios) {
    const excuse = excuseOf(library, version, scenario);
    if (excuse !== undefined) for (const property of scenario.properties) reasons[property] = excuse;
  }
  return reasons;
}
