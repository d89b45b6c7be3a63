// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the cases are source code.
import assert from 'node:assert/strict';
import { rewriteFile } from '../../../../src/core/rewrite/rewriteFile';
import { languageIdOf, rewriter } from '../../../support/rewriting';

const url = "'https://api.spotify.com/v1/me'";
const call = (token: string) => `fetch(${url}, { headers: { Authorization: \`Bearer \${${token}}\` } })`;
const get = (token: string) => `requests.get(${url}, headers={'Authorization': f'Bearer {${token}}'})`;
const request = 'req, _ := http.NewRequest("GET", "https://api.spotify.com/v1/me", nil)';

/** `preferred`: whoever accepts it gets what the code has done so far. `caution`: only the user knows. `no`: no fix. */
type Offer = 'preferred' | 'caution' | 'no';

/** What is offered for a call, by where its token comes from. */
const cases: readonly (readonly [title: string, path: string, source: string, offer: Offer])[] = [
  ['a variable of the environment', 'a.ts', `export const me = () => ${call('process.env.TOKEN')}`, 'preferred'],
  ['a variable of the module', 'a.ts', `let token = load(); export const me = () => ${call('token')}`, 'preferred'],
  ['a parameter', 'a.ts', `export const me = (token: string) => ${call('token')}`, 'caution'],
  ['a part of a parameter', 'a.ts', `export const me = ({ accessToken }: Login) => ${call('accessToken')}`, 'caution'],
  ['a parameter in the browser', 'a.tsx', `export const me = (token: string) => ${call('token')}`, 'preferred'],
  [
    'a user',
    'a.ts',
    `export const me = async () => { const user = await load(); ${call('user.accessToken')} }`,
    'caution',
  ],
  [
    'a field that the constructor was given',
    'a.ts',
    `class Api { constructor(private accessToken: string) {} me() { return ${call('this.accessToken')} } }`,
    'caution',
  ],
  [
    'a field that it was not given',
    'a.ts',
    `class Api { accessToken = load(); me() { return ${call('this.accessToken')} } }`,
    'preferred',
  ],
  [
    'headers of a function',
    'a.ts',
    `const me = (token: string) => { const headers = headersFor(token); return fetch(${url}, { headers }) }`,
    'caution',
  ],
  [
    'a file for browsers, by its folder',
    'src/client/a.ts',
    `export const me = (token: string) => ${call('token')}`,
    'preferred',
  ],
  [
    'a part of a request',
    'a.ts',
    `const me = async (req, res) => { const { query } = req; const { token } = query; ${call('token')} }`,
    'no',
  ],
  ['a request', 'a.ts', `app.get('/me', (req, res) => ${call('req.cookies.token')})`, 'no'],
  [
    'a request, used in a callback inside, as chromatica-svelte has it',
    'a.ts',
    `export async function GET({ request }) { const t = request.headers.get('Access-Token'); songs.forEach(async (s) => { await ${call('t')} }) }`,
    'no',
  ],
  [
    'a row of one user of many',
    'a.ts',
    `async function top(id) { const u = await prisma.user.findUnique({ where: { id } }); return ${call('u.token')} }`,
    'no',
  ],
  ['a script of a page that is no module', 'a.js', `document.title = ''; ${call('localStorage.token')}`, 'no'],
  ['a module of a page', 'a.js', `await start(); document.title = ''; ${call('localStorage.token')}`, 'preferred'],
  ['an extension of a browser', 'a.ts', `const { token } = await chrome.storage.local.get(); ${call('token')}`, 'no'],
  ['a worker', 'a.ts', `export default { fetch: (r, env: { KV: KVNamespace }) => ${call('env.TOKEN')} }`, 'no'],
  ['React Native', 'a.tsx', `import { Text } from 'react-native'; ${call('token')}`, 'no'],

  ['a variable of the environment', 'a.py', `import os, requests\n${get("os.environ['T']")}`, 'preferred'],
  ['a parameter', 'a.py', `import requests\ndef me(token):\n    return ${get('token')}`, 'caution'],
  [
    'headers that are a parameter',
    'a.py',
    `import requests\ndef me(auth_header):\n    return requests.get(${url}, headers=auth_header)`,
    'caution',
  ],
  [
    'a field that the constructor was given',
    'a.py',
    `import requests\nclass Api:\n    def __init__(self, token):\n        self.token = token\n    def me(self):\n        return ${get('self.token')}`,
    'caution',
  ],
  [
    'a session, by two names',
    'a.py',
    `import requests\ndef me():\n    token = session['token']\n    headers = {'Authorization': 'Bearer ' + token}\n    return requests.get(${url}, headers=headers)`,
    'no',
  ],
  [
    'tokens by the id of a session, as a Django view has it',
    'a.py',
    `import requests\ndef me(session_id):\n    tokens = get_user_tokens(session_id)\n    return ${get('tokens.access_token')}`,
    'no',
  ],
  [
    'a server that does not say where it has the token from',
    'a.py',
    `import requests\nfrom fastapi import FastAPI\ndef me():\n    return ${get('cookies["access_token"]')}`,
    'caution',
  ],

  [
    'a client of its own',
    'a.go',
    `package a\nimport "net/http"\nfunc f() { ${request}; http.DefaultClient.Do(req) }`,
    'preferred',
  ],
  [
    'a parameter',
    'a.go',
    `package a\nimport "net/http"\nfunc f(accessToken string) { ${request}; http.DefaultClient.Do(req) }`,
    'caution',
  ],
  [
    'a constructor',
    'a.go',
    `package a\nimport "net/http"\nfunc NewClient(accessToken string) *Client { return nil }\nfunc (c *Client) f() { ${request}; http.DefaultClient.Do(req) }`,
    'caution',
  ],
  [
    'a token that cancels',
    'a.cs',
    'class A { HttpClient http = new HttpClient(); Task F(CancellationToken token) => http.GetAsync("https://api.spotify.com/v1/me"); }',
    'preferred',
  ],
  [
    'a parameter',
    'a.cs',
    'class A { HttpClient http = new HttpClient(); Task F(string accessToken) => http.GetAsync("https://api.spotify.com/v1/me"); }',
    'caution',
  ],
  [
    'a constructor',
    'a.php',
    '<?php\nclass A { function __construct(string $token) {} function f() { $c = new \\GuzzleHttp\\Client(); return $c->get("https://api.spotify.com/v1/me", ["headers" => ["Authorization" => "Bearer " . $this->token]]); } }',
    'caution',
  ],
  [
    'a constructor',
    'a.rb',
    "class A\n  def initialize(token)\n    @token = token\n  end\n\n  def f\n    Faraday.new(url: 'https://api.spotify.com', headers: { 'Authorization' => \"Bearer #{@token}\" })\n  end\nend\n",
    'caution',
  ],
];

describe('whose token a call has had', () => {
  for (const [title, path, source, offer] of cases) {
    it(`${title} (${path})`, async () => {
      const context = { languageId: languageIdOf(path), path };
      const [gap, ...others] = await rewriter.findGaps(source, context);
      assert.equal(gap?.code, 'missing-401-handling');
      assert.deepEqual(others, []);
      const [rewrite] = await rewriter.insertRefresh(source, context);
      assert.equal(rewrite === undefined ? 'no' : rewrite.caution === undefined ? 'preferred' : 'caution', offer);
      assert.equal(gap.fixable, offer !== 'no');
      assert.equal(gap.caution, rewrite?.caution);
      if (offer === 'no') assert.match(gap.message, /No quick fix/);
      if (offer === 'caution') assert.match(rewrite?.title ?? '', /as the one account of the helper$/);
    });
  }

  it('leaves what has a caution where it is asked to', async () => {
    const text = `let own = load();\nexport const a = () => ${call('own')};\nexport const b = (token) => ${call('token')};\n`;
    const context = { languageId: 'typescript', path: 'a.ts' };
    const [all] = await rewriter.insertRefresh(text, context);
    const [safe] = await rewriter.insertRefresh(text, { ...context, leave: 'cautions' });
    assert.equal(all?.edits.filter(({ newText }) => newText === 'spotify.fetch').length, 2);
    assert.equal(safe?.edits.filter(({ newText }) => newText === 'spotify.fetch').length, 1);
    assert.equal(safe?.caution, undefined);
    const file = await rewriteFile(rewriter.insertRefresh, text, context);
    assert.equal(file?.caution, all?.caution);
  });
});
