import { type AuthServer, startAuthServer } from '../support/authServer/authServer';
import { install, libraries } from './libraries';
import { type FixedProgram, fix, removeProjects } from './project';
import { shows } from './propertyTable';
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
              const row = index === 0 ? `${library.name} ${version}` : `${library.name} ${version}, ${file}`;
              const play = (scenario: Scenario) =>
                runScenario(scenario, program, server, mode === 'rotate' ? 'pkce' : 'confidential', {
                  ...(packages && { packages }),
                });
              for (const scenario of scenarios) {
                if (scenario.about === 'core' && !isFirst) continue;
                // What depends on the mode is shown for every library in both; the rest once.
                if (mode === 'spotify' && !isFirst && !IN_BOTH_MODES.has(scenario.id)) continue;
                const excuse = library.except?.[scenario.id] ?? library.except?.[`${scenario.id}@${version}`];
                const title = `${scenario.id}: ${scenario.title}`;
                if (excuse !== undefined) it(`${title} (${excuse})`);
                else
                  it(
                    title,
                    shows(row, scenario.properties, () => play(scenario), isFirst ? undefined : CORE),
                  );
              }
            });
          }
        });
      }
    });
  }
  after(removeProjects);
});
