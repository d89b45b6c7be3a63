import assert from 'node:assert/strict';
import type { Program } from './programs';
import type { CompiledScenario } from './scenarios';
import type { Front, Mode, Workshop } from './workshop';

/** Plays a scenario with a fresh login on a program that was built, with the scenario's change where it has one. */
export async function play(
  scenario: CompiledScenario,
  program: Program,
  workshop: Workshop,
  front: Front,
  mode: Mode,
): Promise<void> {
  const { processes = 1, expiresIn = 3600 } = scenario;
  const server = front.show(mode);
  server.reset();
  const kind = mode === 'rotate' && program.grant === 'user' ? 'pkce' : 'confidential';
  const login = await server.mintLogin({ client: kind });
  const isFile = program.store === 'file';
  const expires_at = Math.floor(Date.now() / 1000) + expiresIn;
  const tokens = { access_token: login.accessToken, refresh_token: login.refreshToken, expires_at };
  await workshop.tidy();
  await workshop.writeTokens(isFile ? tokens : undefined);
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    SPOTIFY_CLIENT_ID: server.clients[kind].id,
    SPOTIFY_CLIENT_SECRET: kind === 'confidential' ? server.clients.confidential.secret : '',
    SPOTIFY_ACCESS_TOKEN: login.accessToken,
    SPOTIFY_REFRESH_TOKEN: isFile ? '' : login.refreshToken,
    ...(scenario.hurries && { AUTHLENS_HURRY: '1' }),
  };
  const drivers = Array.from({ length: processes }, () => workshop.start(env));
  const [first = assert.fail()] = drivers;
  try {
    await scenario.run({
      server,
      login,
      program,
      workshop,
      drivers,
      run: (order) => first.run(order),
      mintLogin: () => server.mintLogin({ client: kind }),
    });
  } finally {
    server.controls.releaseTokenCalls();
    server.controls.releaseApiCalls();
    for (const driver of drivers) driver.stop();
  }
}
