import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { type AuthServer, startAuthServer } from '../../support/authServer/authServer';
import type { Situation } from '../../support/authServer/situation';
import { mintHex } from '../../support/authServer/spotifyTokens';

type Form = Record<string, string>;
const NO_WAIT = [0, 1] as const;
const REDIRECT_URI = 'http://127.0.0.1:8888/callback';

for (const mode of ['rotate', 'spotify'] as const) {
  describe(`authorization server, ${mode}`, () => {
    let server: AuthServer;
    before(async () => {
      server = await startAuthServer({ mode, latency: NO_WAIT });
    });
    after(() => server.close());
    afterEach(() => server.reset());

    it('signs in with PKCE as a browser does', async () => {
      const login = await signIn(server);
      const answer = await post(server, { ...login, grant_type: 'authorization_code' });
      assert.equal(answer.status, 200);
      const { access_token: accessToken = '', refresh_token: refreshToken = '', ...rest } = answer.body;
      assert.match(accessToken, /^BQ[A-D][\w-]{197}$/);
      assert.match(refreshToken, /^AQ[A-D][\w-]{128}$/);
      assert.match(login.code, /^AQ[A-D][\w-]{197}$/);
      assert.deepEqual(rest, { expires_in: 3600, token_type: 'Bearer', scope: 'user-read-private user-top-read' });
      assert.equal((await api(server, '/v1/me', accessToken)).status, 200);
    });

    it('keeps or replaces the refresh token', async () => {
      const { refreshToken } = await server.mintLogin();
      const first = await refresh(server, refreshToken);
      assert.equal(first.status, 200);
      const again = await refresh(server, refreshToken);
      if (mode === 'spotify') {
        assert.equal(first.body.refresh_token, undefined);
        assert.equal(again.status, 200);
        return;
      }
      assert.notEqual(first.body.refresh_token, refreshToken);
      assert.deepEqual(again.body, { error: 'invalid_grant', error_description: 'Refresh token revoked' });
      const replacement = await refresh(server, first.body.refresh_token);
      assert.equal(replacement.body.error_description, 'Refresh token revoked', 'reuse ends the whole family');
      assert.deepEqual(server.counters.refreshErrors, { invalid_grant: 2 });
      assert.equal(server.counters.refreshesOk, 1);
    });

    it('ends refresh tokens six months after the authorization, whatever was refreshed since', async () => {
      let refreshToken: string | undefined = (await server.mintLogin()).refreshToken;
      for (const days of [100, 82]) {
        server.controls.advanceClock(days * 86400);
        const answer = await refresh(server, refreshToken);
        assert.equal(answer.status, 200);
        refreshToken = answer.body.refresh_token ?? refreshToken;
      }
      server.controls.advanceClock(2 * 86400);
      assert.equal((await refresh(server, refreshToken)).body.error_description, 'Refresh token expired');
    });

    it('lets a barrier hold token calls', async () => {
      const { refreshToken } = await server.mintLogin();
      server.controls.holdTokenCalls();
      const answer = refresh(server, refreshToken);
      while (server.counters.tokenCallsHeld < 1) await new Promise(setImmediate);
      assert.equal(server.counters.refreshesOk, 0);
      server.controls.releaseTokenCalls();
      assert.equal((await answer).status, 200);
    });
  });
}

describe('authorization server', () => {
  let server: AuthServer;
  before(async () => {
    server = await startAuthServer({ mode: 'spotify', latency: NO_WAIT });
  });
  after(() => server.close());
  afterEach(() => server.reset());

  const code = { grant_type: 'authorization_code' };
  const cases: [string, (login: Awaited<ReturnType<typeof signIn>>) => Form, string][] = [
    ['a wrong code', (login) => ({ ...code, ...login, code: mintHex() }), 'invalid_grant: Invalid authorization code'],
    [
      'another redirect_uri',
      (login) => ({ ...code, ...login, redirect_uri: `${REDIRECT_URI}/` }),
      'invalid_grant: Invalid redirect URI',
    ],
    [
      'another verifier',
      (login) => ({ ...code, ...login, code_verifier: 'x'.repeat(43) }),
      'invalid_grant: code_verifier was incorrect',
    ],
    [
      'a short verifier',
      (login) => ({ ...code, ...login, code_verifier: 'x' }),
      'invalid_grant: code_verifier was invalid',
    ],
    [
      'no verifier',
      ({ code_verifier, ...login }) => ({ ...code, ...login }),
      'invalid_request: code_verifier required',
    ],
    ['no code', ({ code: _, ...login }) => ({ ...code, ...login }), 'invalid_request: code must be supplied'],
    ['no grant_type', (login) => ({ ...login }), 'unsupported_grant_type: grant_type parameter is missing'],
    [
      'another grant_type',
      (login) => ({ ...login, grant_type: 'password' }),
      'unsupported_grant_type: grant_type must be client_credentials, authorization_code or refresh_token',
    ],
    ['an unknown client', (login) => ({ ...code, ...login, client_id: mintHex() }), 'invalid_client: Invalid client'],
    [
      'a garbled refresh token',
      ({ client_id }) => ({ client_id, grant_type: 'refresh_token', refresh_token: 'undefined' }),
      'invalid_grant: Invalid refresh token',
    ],
    [
      'an empty refresh token',
      ({ client_id }) => ({ client_id, grant_type: 'refresh_token', refresh_token: '' }),
      'invalid_request: refresh_token must be supplied',
    ],
  ];
  for (const [what, form, expected] of cases) {
    it(`refuses ${what} in Spotify's words`, async () => {
      const { status, body } = await post(server, form(await signIn(server)));
      assert.equal(`${status} ${body.error}: ${body.error_description}`, `400 ${expected}`);
    });
  }

  it('refuses a code that was used, one that is old, a wrong secret and a JSON body', async () => {
    const used = { ...code, ...(await signIn(server)) };
    assert.equal((await post(server, used)).status, 200);
    assert.equal((await post(server, used)).body.error_description, 'Invalid authorization code');
    const old = { ...code, ...(await signIn(server)) };
    server.controls.advanceClock(601);
    assert.equal((await post(server, old)).body.error_description, 'Authorization code expired');
    const { id } = server.clients.confidential;
    const secret = await post(server, { grant_type: 'client_credentials', client_id: id, client_secret: mintHex() });
    assert.deepEqual(secret.body, { error: 'invalid_client', error_description: 'Invalid client secret' });
    const headers = { 'content-type': 'application/json' };
    const json = await fetch(server.tokenUrl, { method: 'POST', headers, body: JSON.stringify(used) });
    assert.equal(json.status, 415);
  });

  it('removes an app: the refresh token is revoked, the access token lives on', async () => {
    const { accessToken, refreshToken } = await server.mintLogin();
    server.controls.revokeGrant(refreshToken);
    assert.equal((await refresh(server, refreshToken)).body.error_description, 'Refresh token revoked');
    assert.equal((await api(server, '/v1/me', accessToken)).status, 200);
  });

  it('dates its answers by its own clock and ends tokens by it', async () => {
    const { accessToken, expiresAt } = await server.mintLogin();
    assert.ok(Math.abs(expiresAt - Date.now() - 3_600_000) < 5000);
    server.controls.advanceClock(3601);
    const answer = await api(server, '/v1/me', accessToken);
    assert.equal(answer.text, '{"error":{"status":401,"message":"Missing/invalid/expired access token"}}');
    assert.ok(Math.abs(Date.parse(answer.headers.get('date') ?? '') - Date.now() - 3_601_000) < 5000);
    server.controls.setSituation({ wording: 'until-2026-07' });
    const old = await api(server, '/v1/me', accessToken);
    assert.match(old.headers.get('www-authenticate') ?? '', /error_description="The access token expired"$/);
  });

  const situations: [Partial<Situation>, string, string][] = [
    [
      { userIsRegistered: false },
      '/v1/me',
      '403 Check settings on developer.spotify.com/dashboard, the user may not be registered.',
    ],
    [
      { ownerHasPremium: false },
      '/v1/me',
      '403 {"error":{"status":403,"message":"Active premium subscription required for the owner of the app."}}',
    ],
    [{ limitApiCalls: 1 }, '/v1/me', '429 {"error":{"status":429,"message":"API rate limit exceeded"}}'],
    [{ falsePlayerRefusals: 1 }, '/v1/me/player', '401 {"error":{"status":401,"message":"Access token missing"}}'],
    [{}, '/v1/recommendations', '403 {"error":{"status":403,"message":"Forbidden"}}'],
    [{}, '/v1/me/playlists', '403 {"error":{"status":403,"message":"Insufficient client scope"}}'],
    [{}, '/v1/me/player', '200 {"is_playing":true,"progress_ms":41000,"currently_playing_type":"track"}'],
    [{}, '/always401', '401 {"error":{"status":401,"message":"Missing/invalid/expired access token"}}'],
    [{}, '/limited', '429 {"error":{"status":429,"message":"API rate limit exceeded"}}'],
  ];
  for (const [situation, path, expected] of situations) {
    it(`answers ${path} with ${expected.slice(0, 60)}`, async () => {
      const { accessToken } = await server.mintLogin({ scope: 'user-read-private user-read-playback-state' });
      server.controls.setSituation(situation);
      const { status, text } = await api(server, path, accessToken);
      assert.equal(`${status} ${text}`, expected);
    });
  }

  it('records whether a redirect took the Authorization header to another origin', async () => {
    const { accessToken } = await server.mintLogin();
    for (const path of ['/redirect/port', '/redirect/host']) await api(server, path, accessToken);
    const [port, host] = Object.values(server.foreignOrigins).map((origin) => new URL(origin).host);
    assert.deepEqual(server.counters.foreign, [
      { host: port, authorization: false },
      { host, authorization: false },
    ]);
  });

  it('can be driven from another process, and ends with it', async () => {
    const child = spawn(process.execPath, ['test/support/authServer/main.mjs', '--mode', 'rotate'], {
      stdio: 'pipe',
      timeout: 8000,
    });
    const errors: string[] = [];
    child.stderr.on('data', (chunk) => errors.push(String(chunk)));
    const { origin, controlUrl } = JSON.parse(String((await once(child.stdout, 'data'))[0]));
    const control = async (name: string, argument?: unknown) =>
      (await fetch(`${controlUrl}/${name}`, { method: 'POST', body: JSON.stringify(argument) ?? '' })).json();
    const { accessToken } = await control('mintLogin', { client: 'pkce' });
    const headers = { authorization: `Bearer ${accessToken}` };
    const echoed = await fetch(`${origin}/echo`, { method: 'PUT', headers, body: 'hello' });
    assert.equal(await echoed.text(), 'hello');
    await control('expireAccessTokens');
    assert.equal((await fetch(`${origin}/echo`, { headers })).status, 401);
    assert.deepEqual((await control('counters')).apiStatus, { 200: 1, 401: 1 });
    child.stdin.end();
    assert.deepEqual([...(await once(child, 'exit')), ...errors], [0, null]);
  });
});

async function signIn(server: AuthServer) {
  const verifier = randomBytes(48).toString('base64url');
  const authorize = new URL('/authorize', server.origin);
  authorize.search = new URLSearchParams({
    client_id: server.clients.pkce.id,
    response_type: 'code',
    redirect_uri: REDIRECT_URI,
    scope: 'user-read-private user-top-read',
    code_challenge_method: 'S256',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
  }).toString();
  let location = authorize.href;
  const cookies: string[] = [];
  while (location.startsWith(server.origin)) {
    const page = await fetch(location, { redirect: 'manual', headers: { cookie: cookies.join('; ') } });
    cookies.push(...page.headers.getSetCookie().map((cookie) => cookie.split(';')[0] ?? ''));
    location = new URL(page.headers.get('location') ?? 'about:blank', location).href;
  }
  const returned = new URL(location).searchParams;
  assert.deepEqual([...returned.keys()], ['code']);
  return {
    code: returned.get('code') ?? '',
    client_id: server.clients.pkce.id,
    redirect_uri: REDIRECT_URI,
    code_verifier: verifier,
  };
}

async function post(server: AuthServer, form: Form) {
  const answer = await fetch(server.tokenUrl, { method: 'POST', body: new URLSearchParams(form) });
  return {
    status: answer.status,
    body: (await answer.json()) as Record<string, string>,
  };
}

function refresh(server: AuthServer, refreshToken = '') {
  const { id, secret } = server.clients.confidential;
  return post(server, {
    grant_type: 'refresh_token',
    refresh_token: refreshToken,
    client_id: id,
    client_secret: secret,
  });
}

async function api(server: AuthServer, path: string, accessToken: string) {
  const answer = await fetch(server.origin + path, { headers: { authorization: `Bearer ${accessToken}` } });
  return { status: answer.status, headers: answer.headers, text: await answer.text() };
}
