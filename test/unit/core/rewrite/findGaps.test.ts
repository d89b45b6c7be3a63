// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the cases are source code.
import assert from 'node:assert/strict';
import { rewriter } from '../../../support/rewriting';

const url = "'https://api.spotify.com/v1/me'";
const bearer = '{ headers: { Authorization: `Bearer ${token}` } }';

/** One line a case: what is written, in which file, and the codes that are found. */
const cases: readonly (readonly [title: string, path: string, source: string, ...codes: string[]])[] = [
  ['a literal URL', 'a.ts', `fetch(${url}, ${bearer})`, 'missing-401-handling'],
  ['a constant', 'a.ts', `const U = ${url}; fetch(U, ${bearer})`, 'missing-401-handling'],
  [
    'a constant made of another',
    'a.ts',
    "const A = 'https://api.spotify.com'; const B = `${A}/v1`; fetch(`${B}/me`, o)",
    'missing-401-handling',
  ],
  [
    'a concatenation in parentheses',
    'a.js',
    "fetch(('https://api.spotify.com' + '/v1/me'), o)",
    'missing-401-handling',
  ],
  [
    'a field of the class',
    'a.ts',
    "class A { base = 'https://api.spotify.com'; f() { return fetch(`${this.base}/v1/me`, o) } }",
    'missing-401-handling',
  ],
  [
    'node-fetch as CommonJS had to load it',
    'a.js',
    `const fetch = (...a) => import('node-fetch').then(({ default: f }) => f(...a)); fetch(${url}, o)`,
    'missing-401-handling',
  ],
  [
    'a URL object',
    'a.ts',
    "const u = new URL('/v1/me', 'https://api.spotify.com'); fetch(u.href)",
    'missing-401-handling',
  ],
  [
    'a parameter, by what callers pass',
    'a.ts',
    `function f(u) { return fetch(u, o) } f(${url})`,
    'missing-401-handling',
  ],
  [
    'a typed await',
    'a.ts',
    `import axios from 'axios'; const r = await axios.get<string>(${url})`,
    'missing-401-handling',
  ],
  [
    'an instance: once, where it is made',
    'a.ts',
    "import axios from 'axios'; const a = axios.create({ baseURL: 'https://api.spotify.com/v1' }); a.get('/me'); a.get('/x')",
    'missing-401-handling',
  ],
  ['another host', 'a.ts', "fetch('https://spotify.example/v1/me', o)"],
  ['the token endpoint is no API call', 'a.ts', "fetch('https://accounts.spotify.com/api/token', { method: 'POST' })"],
  ['a function that is called fetch', 'a.ts', `import { fetch } from './spotify'; fetch(${url})`],
  ['commented-out code', 'a.ts', `// fetch(${url}, spotify)`],
  [
    'a comparison with 401',
    'a.ts',
    `async function f() { const r = await fetch(${url}, o); if (r.status === 401) g() }`,
  ],
  [
    '401 or 400',
    'a.ts',
    `async function f() { const r = await fetch(${url}, o); if (r.status === 400 || 401 === r.status) g() }`,
  ],
  [
    'a list that is searched',
    'a.ts',
    `async function f() { const r = await fetch(${url}, o); if ([401, 403].includes(r.status)) g() }`,
  ],
  [
    'a case of a switch',
    'a.ts',
    `async function f() { const r = await fetch(${url}, o); switch (r.status) { case 401: g() } }`,
  ],
  [
    'one hop',
    'a.ts',
    `function check(s) { if (s === 401) throw s } async function f() { const r = await fetch(${url}, o); check(r.status) }`,
  ],
  [
    'an interceptor',
    'a.ts',
    `import axios from 'axios'; axios.interceptors.response.use(r => r, e => e.response.status === 401 ? again(e) : e); axios.get(${url})`,
  ],
  [
    'a 401 that is produced handles nothing',
    'a.ts',
    `async function f(q, s) { const r = await fetch(${url}, o); if (!r.ok) s.status(401).end() }`,
    'missing-401-handling',
  ],
  [
    'a token made a moment before',
    'a.ts',
    `const t = () => fetch('https://accounts.spotify.com/api/token', { body: 'grant_type=refresh_token' }); async function f() { const { access_token } = await t(); return fetch(${url}, o) }`,
  ],
  [
    'a token that the only caller has just been given, as the client credentials example of Spotify has it',
    'app.js',
    `async function getToken() { return (await fetch('https://accounts.spotify.com/api/token', { body: 'grant_type=client_credentials' })).json() } async function getTrackInfo(access_token) { return fetch(${url}, { headers: { Authorization: 'Bearer ' + access_token } }) } getToken().then(response => { getTrackInfo(response.access_token).then(show) })`,
  ],
  [
    'a token given to a timer long after it was made',
    'app.js',
    `async function getToken() { return (await fetch('https://accounts.spotify.com/api/token', { body: 'grant_type=client_credentials' })).json() } async function info(t) { return fetch(${url}, { headers: { Authorization: 'Bearer ' + t } }) } getToken().then(r => setInterval(() => info(r.access_token), 1000))`,
    'missing-401-handling',
  ],
  [
    'a code exchanged in the same function, by a function of another file',
    'a.ts',
    `import { exchangeCodeForToken } from './utils'; async function callback(code) { let tokens; tokens = await exchangeCodeForToken({ code }); return fetch(${url}, { headers: { Authorization: \`Bearer \${tokens.accessToken}\` } }) }`,
  ],
  [
    'a code exchanged by the caller',
    'a.ts',
    `import { getAccessToken } from './pkce'; const t = await getAccessToken(id, code); await profile(t); async function profile(t) { return fetch(${url}, { headers: { Authorization: \`Bearer \${t}\` } }) }`,
  ],
  [
    'a token that is looked after before each call',
    'a.ts',
    `import axios from 'axios'; import { checkAndRefreshAccessToken } from './token'; async function top(user) { user.token = await checkAndRefreshAccessToken(user.token); return axios.get(${url}, { headers: { Authorization: 'Bearer ' + user.token.accessToken } }) }`,
  ],
  [
    'a token out of a function of another file',
    'a.ts',
    `import { getAccessToken } from './token'; async function f() { const t = await getAccessToken(); return fetch(${url}, { headers: { Authorization: \`Bearer \${t}\` } }) }`,
    'missing-401-handling',
  ],
  [
    'a refresh in the catch of the caller',
    'a.ts',
    `const get = async (t) => { const r = await fetch(${url}, o); if (r.status >= 400) throw new Error('status ' + r.status) }; const song = async () => { try { return await get(t) } catch { return get(await refreshToken()) } }`,
  ],
  [
    'a refresh where the answer is not ok',
    'a.ts',
    `async function f() { const r = await fetch(${url}, o); if (!r.ok) { await refreshAccessToken(); return f() } }`,
  ],
  [
    'an error of the program’s own that carries the status',
    'a.ts',
    `export class ApiError extends Error { constructor(m, status) { super(m) } } async function f() { const r = await fetch(${url}, o); if (!r.ok) throw new ApiError('no', r.status) }`,
  ],
  [
    'an error that only tells the status',
    'a.ts',
    `async function f() { const r = await fetch(${url}, o); if (!r.ok) throw new Error(\`HTTP \${r.status}\`) }`,
    'missing-401-handling',
  ],
  [
    'a token made by a field of the class',
    'a.ts',
    `import axios from 'axios'; class S { static ask = async () => (await axios.post('https://accounts.spotify.com/api/token', 'grant_type=client_credentials')).data.access_token; top = async () => axios.get(${url}, { headers: { Authorization: await S.ask() } }) }`,
  ],
  [
    'a function that asks whether a token is good, in the browser',
    'a.js',
    `export const checkToken = async (t) => (await fetch(${url}, { headers: { Authorization: 'Bearer ' + t } })).ok`,
  ],
  [
    'a default of a parameter',
    'a.js',
    "const get = (path, base = 'https://api.spotify.com/v1') => fetch(`${base}/${path}`, o)",
    'missing-401-handling',
  ],
  [
    'a static field, by the name of its class',
    'a.ts',
    "class A { static readonly BASE = 'https://api.spotify.com/v1'; f() { return fetch(`${A.BASE}/me`, o) } }",
    'missing-401-handling',
  ],
  [
    'a field with a default in the constructor',
    'a.ts',
    "class A { constructor(private base = 'https://api.spotify.com/v1') {} f() { return fetch(`${this.base}/me`, o) } }",
    'missing-401-handling',
  ],
  ['an enumeration', 'a.ts', `enum Url { Me = ${url} } fetch(Url.Me, o)`, 'missing-401-handling'],
  [
    'a function that makes the address',
    'a.ts',
    'const url = (path: string) => `https://api.spotify.com/v1/${path}`; fetch(url(p), o)',
    'missing-401-handling',
  ],
  ['a default of the environment', 'a.ts', `const U = process.env.U ?? ${url}; fetch(U, o)`, 'missing-401-handling'],
  [
    'an instance that other files use',
    'a.ts',
    "import axios from 'axios'; export const api = axios.create({ baseURL: 'https://api.spotify.com/v1' })",
    'missing-401-handling',
  ],
  [
    'an instance that is handed to a function',
    'a.ts',
    "import axios from 'axios'; export const api = withRefresh(axios.create({ baseURL: 'https://api.spotify.com/v1' }))",
  ],
  ['a request without a token', 'a.ts', `fetch(${url})`],
  [
    'a client that only signs somebody in',
    'a.ts',
    "import S from 'spotify-web-api-node'; const api = new S(c); export default (q) => api.authorizationCodeGrant(q.code).then((d) => { api.setAccessToken(d.body.access_token); return api.getMe() })",
  ],
  [
    'an SDK that is given each new token',
    'a.ts',
    "import { SpotifyApi } from '@spotify/web-api-ts-sdk'; const t = await post({ grant_type: 'refresh_token' }); sdk = SpotifyApi.withAccessToken(id, t)",
    'proactive-only',
  ],
  ['a test', 'a.test.ts', `fetch(${url}, o)`],
  ['a mock', '__mocks__/a.ts', `fetch(${url}, o)`],
  ['a vendored file', 'node_modules/x/a.js', `fetch(${url}, o)`],
  ['a generated file', 'a.ts', `// @generated\nfetch(${url}, o)`],
  ['a minified file', 'a.min.js', `fetch(${url}, o)`],
  ['half-typed code', 'a.ts', `fetch(${url}, { headers: { Authorization: \`Bearer \${ } })`],
  ['our own helper, whatever the name', 'a.ts', `import { spotify as s } from './spotify-auth'; s.fetch(${url})`],
  [
    'a proactive SDK',
    'a.ts',
    "import { SpotifyApi } from '@spotify/web-api-ts-sdk'; SpotifyApi.withClientCredentials(a, b)",
    'proactive-only',
  ],
  [
    'the refresh token overwritten',
    'a.ts',
    "async function spotify() { const r = await f({ grant_type: 'refresh_token' }); const j = await r.json(); s.refreshToken = j.refresh_token }",
    'refresh-token-overwritten',
  ],
  [
    'the refresh token kept',
    'a.ts',
    "async function spotify() { const r = await f({ grant_type: 'refresh_token' }); const j = await r.json(); s.refreshToken = j.refresh_token ?? s.refreshToken }",
  ],
  [
    'the refresh token stored if there is one',
    'a.ts',
    "async function spotify() { const r = await f({ grant_type: 'refresh_token' }); const j = await r.json(); if (j.refresh_token) s.refreshToken = j.refresh_token }",
  ],
  [
    'refresh on 403',
    'a.ts',
    'if (spotify.status === 401 || spotify.status === 403) { await refreshToken() }',
    'refresh-on-403',
  ],
  ['the text of a 401', 'a.ts', "if (spotify.message === 'The access token expired') renew()", 'exact-401-text'],
  [
    'a refresh that is not applied',
    'a.js',
    "const S = require('spotify-web-api-node'); api.refreshAccessToken()",
    'token-not-applied',
  ],
  [
    'localhost',
    'a.ts',
    "const a = 'https://accounts.spotify.com'; const redirectUri = 'http://localhost:3000/callback'",
    'localhost-redirect-uri',
  ],
  [
    '127.0.0.1',
    'a.ts',
    "const a = 'https://accounts.spotify.com'; const redirectUri = 'http://127.0.0.1:3000/callback'",
  ],
  [
    'the implicit grant',
    'a.ts',
    "location.href = 'https://accounts.spotify.com/authorize?response_type=token&client_id=' + id",
    'implicit-grant',
  ],
  [
    'scopes by commas',
    'a.ts',
    "const a = 'https://accounts.spotify.com'; const scope = 'user-read-email,user-top-read'",
    'comma-joined-scopes',
  ],
  [
    'scopes joined by commas',
    'a.ts',
    "const a = 'https://accounts.spotify.com'; q.set('scope', scopes.join(','))",
    'comma-joined-scopes',
  ],
  [
    'scopes by spaces',
    'a.ts',
    "const a = 'https://accounts.spotify.com'; const scope = 'user-read-email user-top-read'",
  ],
  ['requests', 'a.py', `import requests\nrequests.get(${url}, headers=h)`, 'missing-401-handling'],
  [
    'a format string',
    'a.py',
    "import requests\nB = 'https://api.spotify.com'\ndef f(i):\n    return requests.get(f'{B}/v1/{i}', headers=h)",
    'missing-401-handling',
  ],
  ['a session', 'a.py', `import requests\ns = requests.Session()\ns.get(${url})`, 'missing-401-handling'],
  [
    'a client in a with statement',
    'a.py',
    `import httpx\nasync def f():\n    async with httpx.AsyncClient() as c:\n        await c.get(${url})`,
    'missing-401-handling',
  ],
  [
    'a typed parameter',
    'a.py',
    `import aiohttp\nasync def f(s: aiohttp.ClientSession):\n    await s.get(${url})`,
    'missing-401-handling',
  ],
  ['an auth object', 'a.py', `import requests\nrequests.get(${url}, auth=a)`],
  [
    'a comparison in Python',
    'a.py',
    `import requests\ndef f():\n    r = requests.get(${url}, headers=h)\n    if r.status_code in (401, 403):\n        g()`,
  ],
  [
    'a produced 401 in Python',
    'a.py',
    `import requests\ndef f():\n    r = requests.get(${url}, headers=h)\n    raise HTTPException(status_code=401)`,
    'missing-401-handling',
  ],
  [
    'a request without a token in Python, as in the time before tokens',
    'a.py',
    `import requests\ndef f():\n    return requests.get(${url}, params=p).json()`,
  ],
  [
    'a function that asks whether a token is good',
    'a.py',
    `import requests\ndef check_token_validity(access_token):\n    return requests.get(${url}, headers={'Authorization': f'Bearer {access_token}'}).status_code == 200`,
  ],
  [
    'a token made from the refresh token by a function of another file',
    'a.py',
    `import requests\nfrom auth import new_token\ndef f(refresh_token):\n    token = new_token(refresh_token)\n    return requests.get(${url}, headers={'Authorization': 'Bearer ' + token})`,
  ],
  [
    'a refresh in an except',
    'a.py',
    `import requests\ndef f():\n    try:\n        requests.get(${url}, headers=h).raise_for_status()\n    except requests.HTTPError:\n        refresh_token()`,
  ],
  [
    'an error of the program’s own that carries the status, as spotipy has it',
    'a.py',
    `import requests\ndef f():\n    r = requests.get(${url}, headers=h)\n    if not r.ok:\n        raise SpotifyException(r.status_code, r.text)`,
  ],
  [
    'a token that a function of the file has refreshed for the only caller',
    'a.py',
    `import requests\nfrom refresh import Refresh\ndef new():\n    return Refresh().refresh()\ndef me(token):\n    return requests.get(${url}, headers={'Authorization': 'Bearer ' + token})\ndef main():\n    token = new()\n    me(token)`,
  ],
  [
    'a dictionary of addresses in Python',
    'a.py',
    `import requests\nE = {'me': ${url}}\nrequests.get(E['me'], headers=h)`,
    'missing-401-handling',
  ],
  [
    'a default of the environment in Python',
    'a.py',
    `import os, requests\nAPI = os.environ.get('API', ${url})\nrequests.get(API, headers=h)`,
    'missing-401-handling',
  ],
  [
    'a function that makes the address in Python',
    'a.py',
    `import requests\ndef url(path):\n    return f'https://api.spotify.com/v1/{path}'\nrequests.get(url('me'), headers=h)`,
    'missing-401-handling',
  ],
  ['spotipy with a bare token', 'a.py', 'import spotipy\nspotipy.Spotify(auth=token)', 'spotipy-bare-auth'],
  ['spotipy with a manager', 'a.py', 'import spotipy\nspotipy.Spotify(auth_manager=m)'],
  [
    'the refresh token overwritten in Python',
    'a.py',
    'def spotify(self):\n    d = post(data={"grant_type": "refresh_token"}).json()\n    self.refresh_token = d["refresh_token"]',
    'refresh-token-overwritten',
  ],
  [
    'the refresh token read from a file in Python',
    'a.py',
    'def spotify(self):\n    keys = json.load(open("keys.json"))\n    refresh_token = keys["refresh_token"]\n    return post(data={"grant_type": "refresh_token", "refresh_token": refresh_token}).json()',
  ],
  [
    'the refresh token read from a query in Python',
    'a.py',
    'def spotify(self):\n    refresh_token = request.args.get("refresh_token")\n    return post(data={"grant_type": "refresh_token", "refresh_token": refresh_token}).json()',
  ],
  [
    'the refresh token read from a session in Python',
    'a.py',
    'def spotify(self):\n    refresh_token = self.session["refresh_token"]\n    return post(data={"grant_type": "refresh_token", "refresh_token": refresh_token}).json()',
  ],
];

describe('findGaps', () => {
  for (const [title, path, source, ...codes] of cases) {
    it(title, async () => {
      const languageId = path.endsWith('.py') ? 'python' : path.endsWith('.js') ? 'javascript' : 'typescript';
      const gaps = await rewriter.findGaps(source, { languageId, path });
      assert.deepEqual(
        gaps.map(({ code }) => code),
        codes,
      );
      for (const { span, message } of gaps)
        assert.ok(span.start < span.end && span.end <= source.length && message !== '');
    });
  }
});
