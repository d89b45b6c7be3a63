import assert from 'node:assert/strict';
import { fix } from '../project';
import { shows } from '../propertyTable';
import { changeOf, type Mutant } from './mutants';
import { play } from './play';
import { clientOf, type Program } from './programs';
import { type CompiledScenario, scenarios } from './scenarios';
import { build, type Front, openFront, type Workshop } from './workshop';

/** A hundred requests take a second where nothing else runs, and a compiler a few. */
const SLOW_MACHINE_MS = 120_000;

const TITLES = { rotate: 'refresh tokens rotate', spotify: 'refresh tokens stay, and answers carry none' };

/** Plays every scenario with every program, then those that broken helpers must fail with these. */
export function describePrograms(language: string, programs: readonly Program[], mutants: readonly Mutant[]): void {
  describe(`inserted ${language}`, function () {
    this.timeout(SLOW_MACHINE_MS);
    let front: Front;
    before(async () => {
      front = await openFront();
    });
    after(() => front.close());

    for (const program of programs) describe(program.file, () => describeScenarios(program, () => front));

    /** A scenario that a broken helper passes proves nothing: each must fail with its mutants. */
    describe('broken on purpose', () => {
      for (const mutant of mutants) describeMutant(mutant, programs, () => front);
    });
  });
}

function describeScenarios(program: Program, front: () => Front): void {
  const missing = program.toolchain.missing();
  const client = clientOf(program);
  let workshop: Workshop;
  before(async function () {
    this.timeout(900_000);
    if (missing === undefined) workshop = await build(program, front());
  });

  for (const scenario of scenarios.filter((one) => suits(one, program))) {
    for (const mode of ['rotate', 'spotify'] as const) {
      if (scenario.modes !== 'both' && scenario.modes !== mode) continue;
      if (mode === 'rotate' && program.grant === 'app') continue;
      const title = scenario.modes === 'both' ? `${scenario.title} (${TITLES[mode]})` : scenario.title;
      const name = `${scenario.id}: ${title}`;
      const excuse = missing ?? program.except?.[scenario.id];
      const shown = scenario.properties.filter((property) => program.reasons?.[property] === undefined);
      if (excuse !== undefined) it(`${name} (${excuse})`);
      else
        it(
          name,
          shows(client, shown, () => play(scenario, program, workshop, front(), mode)),
        );
    }
  }
}

function suits(scenario: CompiledScenario, { grant, store, only }: Program): boolean {
  if (only !== undefined) return only.includes(scenario.id);
  return scenario.for === undefined || (scenario.for === 'user' ? grant === 'user' : store === 'file');
}

function describeMutant(mutant: Mutant, programs: readonly Program[], front: () => Front): void {
  const program = programs.find(({ file }) => file === mutant.file) ?? assert.fail(mutant.file);
  const name = `${program.file}: ${mutant.title}: noticed by ${mutant.killedBy}`;
  const missing = program.toolchain.missing();
  if (missing !== undefined) {
    it(`${name} (${missing})`);
    return;
  }
  it(name, async () => {
    const scenario =
      scenarios.find(({ id }) => id === mutant.killedBy) ?? assert.fail(`no scenario ${mutant.killedBy}`);
    const { helpers } = await fix(program.file);
    const helper = helpers.map(({ text }) => text).join('');
    for (const [from] of mutant.changes) assert.ok(helper.includes(from), `the helper has no ${from} to break`);
    // A mistake in the mutant itself is no proof: it must compile.
    const broken = await build(program, front(), changeOf(mutant));
    const mode = mutant.mode ?? (scenario.modes === 'rotate' ? 'rotate' : 'spotify');
    await assert.rejects(play(scenario, program, broken, front(), mode), 'it survived');
  });
}
