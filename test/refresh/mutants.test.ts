import assert from 'node:assert/strict';
import { type AuthServer, startAuthServer } from '../support/authServer/authServer';
import { mutants } from './mutants';
import { type FixedProgram, fix } from './project';
import { scenarios } from './scenarios';
import { runScenario } from './world';

/** A scenario that a broken helper passes proves nothing: every mutant must fail one of those that are named for it. */
describe('helpers that are broken on purpose', () => {
  const servers: AuthServer[] = [];
  let program: FixedProgram;
  before(async () => {
    servers.push(await startAuthServer({ mode: 'rotate', latency: [1, 20] }));
    servers.push(await startAuthServer({ mode: 'spotify', latency: [1, 20] }));
    program = await fix('fetch/client.ts');
  });
  after(() => Promise.all(servers.map((server) => server.close())));

  for (const mutant of mutants) {
    it(`${mutant.title}: noticed by ${mutant.killedBy.join(' or ')}`, async () => {
      const named = scenarios.filter(({ id }) => mutant.killedBy.includes(id));
      assert.equal(named.length, mutant.killedBy.length, 'the scenarios exist');
      for (const scenario of named) {
        for (const server of servers) {
          if (await fails(() => runScenario(scenario, program, server, 'pkce', { mutate: changeOf(mutant.changes) })))
            return;
        }
      }
      assert.fail('it survived');
    });
  }
});

function changeOf(changes: readonly (readonly [string, string])[]): (text: string) => string {
  return (helper) =>
    changes.reduce((text, [from, to]) => {
      const plain = from.replaceAll('"', "'");
      const found = [from, plain].find((wanted) => text.includes(wanted));
      if (found === undefined) throw new TypeError(`The helper has no \`${from}\` to break.`);
      return text.replaceAll(found, found === plain ? to.replaceAll('"', "'") : to);
    }, helper);
}

/** A mistake in the mutant itself is no proof: it must load. */
async function fails(run: () => Promise<void>): Promise<boolean> {
  try {
    await run();
    return false;
  } catch (error) {
    if (error instanceof TypeError && error.message.startsWith('The helper has no')) throw error;
    if (error instanceof SyntaxError || String(error).includes('Build failed')) throw error;
    return true;
  }
}
