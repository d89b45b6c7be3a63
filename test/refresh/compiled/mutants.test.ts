import assert from 'node:assert/strict';
import { fix } from '../project';
import { mutants } from './mutants';
import { play } from './play';
import { programs } from './programs';
import { scenarios } from './scenarios';
import { build, type Front, openFront } from './workshop';

/** A scenario that a broken helper passes proves nothing: each must fail with its mutants. */
describe('helpers of compiled languages that are broken on purpose', () => {
  let front: Front;
  before(async () => {
    front = await openFront();
  });
  after(() => front.close());

  for (const { file, title, from, to, killedBy } of mutants) {
    const program = programs.find((one) => one.file === file) ?? assert.fail(file);
    const name = `${file}: ${title}: noticed by ${killedBy}`;
    const isAsked = program.toolchain.language === 'Go' || process.env.AUTHLENS_MUTANTS === 'all';
    const missing = isAsked ? program.toolchain.missing() : 'takes long: set AUTHLENS_MUTANTS=all';
    if (missing !== undefined) {
      it(`${name} (${missing})`);
      continue;
    }
    it(name, async () => {
      const scenario = scenarios.find(({ id }) => id === killedBy) ?? assert.fail(`no scenario ${killedBy}`);
      const { helpers } = await fix(file);
      assert.ok(
        helpers.some(({ text }) => text.includes(from)),
        `the helper has no ${from} to break`,
      );
      // A mistake in the mutant itself is no proof: it must compile.
      const change = (helper: string) => helper.replaceAll(from, to);
      const broken = await build(program, front, (helper) => change(scenario.change?.(helper) ?? helper));
      const modes = scenario.modes === 'both' ? (['rotate', 'spotify'] as const) : ([scenario.modes] as const);
      // Who wins a race differs from time to time: a mutant survives only if it does so again and again.
      for (const mode of [...modes, ...modes, ...modes]) {
        const survived = await play(scenario, program, broken, front, mode).then(
          () => true,
          () => false,
        );
        if (!survived) return;
      }
      assert.fail('it survived');
    });
  }
});
