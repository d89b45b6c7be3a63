import type { AuthServer } from '../support/authServer/authServer';
import { restoreClocks } from './clocks';
import { type FixedProgram, type LoadOptions, load } from './project';
import type { Scenario } from './scenarios';

/** Who the client is: with a secret, or a public one. */
export type ClientKind = 'confidential' | 'pkce';

/** Runs one scenario on a fresh copy of the program with a fresh login. */
export async function runScenario(
  scenario: Scenario,
  program: FixedProgram,
  server: AuthServer,
  kind: ClientKind,
  options: LoadOptions = {},
): Promise<void> {
  server.reset();
  process.env.SPOTIFY_CLIENT_ID = server.clients[kind].id;
  if (kind === 'confidential') process.env.SPOTIFY_CLIENT_SECRET = server.clients.confidential.secret;
  else delete process.env.SPOTIFY_CLIENT_SECRET;
  try {
    const project = await load(program, server, options);
    const login = await server.mintLogin({ client: kind });
    await project.writeTokens(login);
    await scenario.run({ server, project, login });
  } finally {
    server.controls.releaseTokenCalls();
    restoreClocks();
  }
}
