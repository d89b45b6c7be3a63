// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the cases are source code.
const accounts = "const a = 'https://accounts.spotify.com'; ";
const refresh = (rest: string) =>
  `async function spotify(old) { const r = await f({ grant_type: 'refresh_token', refresh_token: old }); const j = await r.json(); ${rest} }`;
const node = "const S = require('spotify-web-api-node'); ";
const pyRefresh = (rest: string) =>
  `def spotify(self, old):\n    d = post(data={"grant_type": "refresh_token", "refresh_token": old}).json()\n    ${rest}\n`;
const unnamed = '# spotify\n';

/** The file, the mistake, and what stands there when it is put right; without that, why it is left alone. */
export const correctionCases: readonly (readonly [path: string, before: string, after: string | RegExp])[] = [
  // keep the refresh token
  ['a.ts', refresh('s.refreshToken = j.refresh_token'), refresh('s.refreshToken = j.refresh_token ?? s.refreshToken')],
  [
    'a.ts',
    refresh('this.t.r = 1; this.refreshToken = j.refresh_token;'),
    refresh('this.t.r = 1; this.refreshToken = j.refresh_token ?? this.refreshToken;'),
  ],
  [
    'a.ts',
    refresh('const n = {}; n.refreshToken = j.refresh_token'),
    refresh('const n = {}; n.refreshToken = j.refresh_token ?? old'),
  ],
  [
    'a.ts',
    refresh('return { ...t, refreshToken: j.refresh_token }'),
    refresh('return { ...t, refreshToken: j.refresh_token ?? old }'),
  ],
  [
    'a.ts',
    "async function spotify(t) { const b = new URLSearchParams(); b.append('grant_type', 'refresh_token'); b.append('refresh_token', t.refreshToken!); const j = await (await f(b)).json(); return { refreshToken: j.refresh_token } }",
    "async function spotify(t) { const b = new URLSearchParams(); b.append('grant_type', 'refresh_token'); b.append('refresh_token', t.refreshToken!); const j = await (await f(b)).json(); return { refreshToken: j.refresh_token ?? t.refreshToken } }",
  ],
  [
    'a.ts',
    'async function spotify(t) { const j = await f(`grant_type=refresh_token&refresh_token=${t}`); return { refreshToken: j.refresh_token } }',
    'async function spotify(t) { const j = await f(`grant_type=refresh_token&refresh_token=${t}`); return { refreshToken: j.refresh_token ?? t } }',
  ],
  [
    'a.ts',
    'async function spotify() { const j = await f(`grant_type=refresh_token&refresh_token=${load()}`); return { refreshToken: j.refresh_token } }',
    /could not be told/,
  ],
  [
    'a.py',
    pyRefresh('self.refresh_token = d["refresh_token"]'),
    pyRefresh('self.refresh_token = d.get("refresh_token") or self.refresh_token'),
  ],
  [
    'a.py',
    pyRefresh("self.refresh_token = d.get('refresh_token')"),
    pyRefresh("self.refresh_token = d.get('refresh_token') or self.refresh_token"),
  ],
  ['a.py', pyRefresh('refresh_token = d["refresh_token"]'), pyRefresh('refresh_token = d.get("refresh_token") or old')],
  [
    'a.py',
    pyRefresh('return {"refresh_token": d["refresh_token"]}'),
    pyRefresh('return {"refresh_token": d.get("refresh_token") or old}'),
  ],
  // refresh on 401 only
  [
    'a.ts',
    'if (spotify.status === 401 || spotify.status === 403) { refreshToken() }',
    'if (spotify.status === 401) { refreshToken() }',
  ],
  [
    'a.ts',
    'if (spotify.status === 403 || spotify.status === 401 || old) { refreshToken() }',
    'if (spotify.status === 401 || old) { refreshToken() }',
  ],
  [
    'a.ts',
    'if ((spotify.status === 401) || (spotify.status === 403)) { refreshToken() }',
    'if ((spotify.status === 401)) { refreshToken() }',
  ],
  [
    'a.ts',
    'if ([401, 403].includes(spotify.status)) { refreshToken() }',
    'if (spotify.status === 401) { refreshToken() }',
  ],
  [
    'a.ts',
    'if ([401, 403, 498].includes(spotify.status)) { refreshToken() }',
    'if ([401, 498].includes(spotify.status)) { refreshToken() }',
  ],
  ['a.ts', 'if (spotify.status === 403) { refreshToken() }', /this branch is for 403 alone/],
  [
    'a.py',
    'if spotify.status == 401 or spotify.status == 403:\n    refresh_token()',
    'if spotify.status == 401:\n    refresh_token()',
  ],
  ['a.py', 'if spotify.status in (401, 403):\n    refresh_token()', 'if spotify.status == 401:\n    refresh_token()'],
  [
    'a.py',
    'if spotify.status in [400, 403, 401]:\n    refresh_token()',
    'if spotify.status in [400, 401]:\n    refresh_token()',
  ],
  ['a.py', 'if spotify.status == 403:\n    refresh_token()', /this branch is for 403 alone/],
  // the status, not the text
  [
    'a.ts',
    "if (spotify.error.message === 'The access token expired') renew()",
    'if (spotify.error.status === 401) renew()',
  ],
  ['a.ts', "if ('Invalid access token' !== spotify?.error?.message) ok()", 'if (401 !== spotify?.error?.status) ok()'],
  [
    'a.ts',
    "if (spotify.error.message.includes('The access token expired')) renew()",
    'if (spotify.error.status === 401) renew()',
  ],
  [
    'a.ts',
    "if (!spotify.error?.message.includes('The access token expired')) ok()",
    'if (spotify.error?.status !== 401) ok()',
  ],
  [
    'a.ts',
    "async function spotify(r) { const { error } = await r.json(); return error.message === 'Invalid access token' }",
    'async function spotify(r) { const { error } = await r.json(); return error.status === 401 }',
  ],
  [
    'a.ts',
    "try { spotify() } catch (error) { if (error.message === 'Invalid access token') renew() }",
    /where the status of this answer is/,
  ],
  [
    'a.py',
    'if spotify["error"]["message"] == "The access token expired":\n    renew()',
    'if spotify["error"]["status"] == 401:\n    renew()',
  ],
  [
    'a.py',
    "if spotify.get('error', {}).get('message') != 'No token provided':\n    ok()",
    "if spotify.get('error', {}).get('status') != 401:\n    ok()",
  ],
  [
    'a.py',
    'if "The access token expired" in spotify["error"]["message"]:\n    renew()',
    'if spotify["error"]["status"] == 401:\n    renew()',
  ],
  ['a.py', 'if str(spotify) == "The access token expired":\n    renew()', /where the status of this answer is/],
  // the token, applied
  [
    'a.js',
    `${node}async function f() { await api.refreshAccessToken(); }`,
    `${node}async function f() { const refreshed = await api.refreshAccessToken();\napi.setAccessToken(refreshed.body.access_token); }`,
  ],
  [
    'a.js',
    `${node}async function f() {\n  const data = await api.refreshAccessToken();\n  go();\n}`,
    `${node}async function f() {\n  const data = await api.refreshAccessToken();\n  api.setAccessToken(data.body.access_token);\n  go();\n}`,
  ],
  [
    'a.js',
    `${node}async function f() {\n  const { body } = await api.refreshAccessToken()\n  go()\n}`,
    `${node}async function f() {\n  const { body } = await api.refreshAccessToken()\n  api.setAccessToken(body.access_token)\n  go()\n}`,
  ],
  [
    'a.js',
    `${node}api.refreshAccessToken().then(function (data) {\n  go();\n});`,
    `${node}api.refreshAccessToken().then(function (data) {\n  api.setAccessToken(data.body.access_token);\n  go();\n});`,
  ],
  ['a.js', `${node}const f = () => api.refreshAccessToken();`, /has no name here/],
  // the loopback
  [
    'a.ts',
    `${accounts}const redirectUri = 'http://localhost:3000/callback'`,
    `${accounts}const redirectUri = 'http://127.0.0.1:3000/callback'`,
  ],
  [
    'a.ts',
    "location.href = 'https://accounts.spotify.com/authorize?redirect_uri=http%3A%2F%2Flocalhost%3A80&response_type=code'",
    "location.href = 'https://accounts.spotify.com/authorize?redirect_uri=http%3A%2F%2F127.0.0.1%3A80&response_type=code'",
  ],
  [
    'a.py',
    'import spotipy\nspotipy.SpotifyOAuth(redirect_uri="http://localhost:8888/callback")',
    'import spotipy\nspotipy.SpotifyOAuth(redirect_uri="http://127.0.0.1:8888/callback")',
  ],
  // a code instead of a token
  [
    'a.ts',
    "location.href = 'https://accounts.spotify.com/authorize?response_type=token&client_id=' + id",
    /does not exchange/,
  ],
  [
    'a.ts',
    "const x = 'authorization_code'; location.href = 'https://accounts.spotify.com/authorize?response_type=token&client_id=' + id",
    "const x = 'authorization_code'; location.href = 'https://accounts.spotify.com/authorize?response_type=code&client_id=' + id",
  ],
  [
    'a.ts',
    `${accounts}const q = { grant_type: 'authorization_code', response_type: 'token' }`,
    `${accounts}const q = { grant_type: 'authorization_code', response_type: 'code' }`,
  ],
  [
    'a.ts',
    "import { SpotifyApi } from '@spotify/web-api-ts-sdk'; SpotifyApi.withImplicitGrant(id, uri, scopes)",
    "import { SpotifyApi } from '@spotify/web-api-ts-sdk'; SpotifyApi.withUserAuthorization(id, uri, scopes)",
  ],
  // spaces
  [
    'a.ts',
    `${accounts}const scope = 'user-read-email,user-top-read'`,
    `${accounts}const scope = 'user-read-email user-top-read'`,
  ],
  ['a.ts', `${accounts}q.set('scope', scopes.join(', '))`, `${accounts}q.set('scope', scopes.join(' '))`],
  [
    'a.py',
    `${unnamed}AUTH = "https://accounts.spotify.com"\nscope = ",".join(SCOPES)`,
    `${unnamed}AUTH = "https://accounts.spotify.com"\nscope = " ".join(SCOPES)`,
  ],
  // each user a token of their own
  [
    'a.ts',
    "export async function GET(req) { return fetch('https://api.spotify.com/v1/me', { headers: { Authorization: `Bearer ${req.cookies.token}` } }) }",
    /createSpotifyAuth\(\) once a user/,
  ],
  [
    'a.py',
    'import requests\ndef me():\n    return requests.get("https://api.spotify.com/v1/me", headers={"Authorization": session["token"]})',
    /one SpotifyAuth a user/,
  ],
];
