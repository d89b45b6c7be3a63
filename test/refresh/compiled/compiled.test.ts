import { play } from './play';
import { type Program, programs } from './programs';
import { type CompiledScenario, scenarios } from './scenarios';
import { build, type Front, openFront, type Workshop } from './workshop';

const TITLES = { rotate: 'refresh tokens rotate', spotify: 'refresh tokens stay, and answers carry none' };

describe('inserted code of compiled languages, run', () => {
  let front: Front;
  before(async () => {
    front = await openFront();
  });
  after(() => front.close());

  for (const program of programs) {
    describe(program.file, () => {
      const missing = program.toolchain.missing();
      let workshop: Workshop;
      before(async function () {
        this.timeout(300_000);
        if (missing === undefined) workshop = await build(program, front);
      });

      for (const scenario of scenarios.filter((one) => suits(one, program))) {
        for (const mode of ['rotate', 'spotify'] as const) {
          if (scenario.modes !== 'both' && scenario.modes !== mode) continue;
          if (mode === 'rotate' && program.grant === 'app') continue;
          const title = scenario.modes === 'both' ? `${scenario.title} (${TITLES[mode]})` : scenario.title;
          const name = `${scenario.id}: ${title}`;
          if (missing !== undefined) it(`${name} (${missing})`);
          else
            it(name, async () => {
              const changed = scenario.change && (await build(program, front, scenario.change));
              await play(scenario, program, changed ?? workshop, front, mode);
            });
        }
      }
    });
  }
});

function suits(scenario: CompiledScenario, { grant, store, only }: Program): boolean {
  if (only !== undefined) return only.includes(scenario.id);
  return scenario.for === undefined || (scenario.for === 'user' ? grant === 'user' : store === 'file');
}
