import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { hoverOn, mintJwt, mintOpaque, openText, plain, segment } from './support';

describe('hover', () => {
  after(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  const places: readonly [title: string, languageId: string, textAround: (token: string) => string][] = [
    ['TypeScript', 'typescript', (token) => `const headers = { Authorization: \`Bearer ${token}\` };\n`],
    ['a log', 'log', (token) => `2026-11-21T10:00:00Z GET /v1/me authorization: Bearer ${token}\n`],
    ['a HAR', 'json', (token) => har(token)],
    ['a .env file', 'properties', (token) => `SPOTIFY_TOKEN=${token}\n`],
    ['an .http file', 'plaintext', (token) => `GET https://api.spotify.com/v1/me\nAuthorization: Bearer ${token}\n`],
    ['Markdown', 'markdown', (token) => `# Notes\n\nUse \`${token}\`.\n`],
    ['plain text', 'plaintext', (token) => token],
  ];
  for (const [title, language, textAround] of places) {
    it(`shows a card in ${title}`, async () => {
      const token = mintJwt();
      const document = await openText(textAround(token), language);
      const [actions, card] = await hoverOn(document, token);
      assert.match(plain(actions), /^\[Copy Claims\]\(command:authLens\.copyClaims\?/);
      assert.match(plain(card), /^\*\*JWT, HS256, issued by https:\/\/auth\.example\.com\*\*/);
      assert.match(plain(card), /\| exp \| \d+ \| Expiration Time · /);
      assert.match(plain(card), /Signature: not verified/);
    });
  }

  it('shows a card in the cell of a notebook', async () => {
    const token = mintJwt();
    const cell = new vscode.NotebookCellData(vscode.NotebookCellKind.Code, `token = "${token}"`, 'python');
    const notebook = await vscode.workspace.openNotebookDocument('jupyter-notebook', new vscode.NotebookData([cell]));
    const [, card] = await hoverOn(notebook.cellAt(0).document, token);
    assert.match(plain(card), /^\*\*JWT, HS256/);
  });

  it('counts down to the very expiry in an image with the state as its text', async () => {
    const token = mintJwt();
    const [, card] = await hoverOn(await openText(token), token);
    const [, alternative, base64] = /!\[(.*?)\]\(data:image\/svg\+xml;base64,([^)]*)\)/.exec(card?.value ?? '') ?? [];
    assert.match(alternative ?? '', /^Valid until/);
    assert.match(atob(base64 ?? ''), /^<svg [^>]*>.*<\/svg>$/);
  });

  it('has a card for an opaque token, with its lifetime from the response around it', async () => {
    const token = mintOpaque('BQA', 190);
    const issued = new Date(Date.now() - 600_000).toISOString();
    const content = `${issued} POST https://accounts.spotify.com/api/token 200\n${JSON.stringify({ access_token: token, token_type: 'Bearer', expires_in: 3600, scope: 'user-read-email' })}\n`;
    const [actions, card] = await hoverOn(await openText(content, 'log'), token);
    assert.doesNotMatch(plain(actions), /Copy Claims/);
    assert.match(plain(card), /^\*\*Spotify access token, opaque/);
    assert.match(plain(card), /data:image\/svg/);
    assert.match(plain(card), /estimate/);
    assert.match(plain(card), /\| user-read-email \|/);
  });

  it('has a card for a broken token that says what is wrong', async () => {
    const token = mintJwt();
    const cut = token.indexOf('.') + 30;
    const broken = token.slice(0, cut) + token.slice(cut + 7);
    const [, card] = await hoverOn(await openText(`Bearer ${broken}`), broken);
    assert.match(plain(card), /\*\*Error:\*\*/);
  });

  it('says what the state was when a log line was written', async () => {
    const token = mintJwt({ iat: 1_767_225_600, exp: 1_767_229_200 });
    const content = `2026-01-01T00:30:00Z GET /v1/me authorization: Bearer ${token}\n`;
    const [, card] = await hoverOn(await openText(content, 'log'), token);
    assert.match(plain(card), /When this was logged: valid, with 30:00 left/);
  });

  it('says that an unsigned token is unsigned', async () => {
    const token = `${segment({ alg: 'none' })}.${segment({ sub: 'x', iat: 1 })}.`;
    const document = await openText(`Authorization: Bearer ${token}`);
    assert.match(plain((await hoverOn(document, token))[1]), /Signature: unsigned/);
  });

  it('is quiet where there is no token', async () => {
    const document = await openText('Bearer of good news');
    assert.deepEqual(await hoverOn(document, 'Bearer of'), []);
  });

  it('trusts two of our commands and nothing that a token says', async () => {
    const token = mintJwt({
      name: '[x](command:workbench.action.quit) <img src=x>',
      '</td>': '![i](https://evil.example)',
    });
    const [actions, card] = await hoverOn(await openText(token), token);
    assert.deepEqual(actions?.isTrusted, { enabledCommands: ['authLens.copyClaims', 'authLens.decodeToken'] });
    assert.ok(!card?.isTrusted && !card?.supportHtml && !card?.supportThemeIcons);
    assert.doesNotMatch(card?.value ?? '', /\]\(command:|<img|evil\.example/);
  });

  it('follows the text while it is edited', async () => {
    const [first, second] = [mintJwt({ sub: 'first' }), mintJwt({ sub: 'second' })];
    const document = await openText(`a\nBearer ${first}\nb`);
    await hoverOn(document, first);
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, new vscode.Position(0, 0), `Bearer ${second}\n`);
    await vscode.workspace.applyEdit(edit);
    assert.match(plain((await hoverOn(document, second))[1]), /\| sub \| second \|/);
    assert.match(plain((await hoverOn(document, first))[1]), /\| sub \| first \|/);
  });
});

function har(token: string): string {
  const request = {
    method: 'GET',
    url: 'https://api.spotify.com/v1/me',
    headers: [{ name: 'Authorization', value: `Bearer ${token}` }],
  };
  return JSON.stringify(
    { log: { version: '1.2', entries: [{ startedDateTime: '2026-11-21T10:00:00.000Z', request }] } },
    null,
    2,
  );
}
