import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { diagnosticsOf, open, project } from './refreshSupport';

const HAND_WRITTEN = `export async function renew(login: Login) {
  const form = new URLSearchParams({ grant_type: 'refresh_token', refresh_token: login.refreshToken });
  const response = await fetch('https://accounts.spotify.com/api/token', { method: 'POST', body: form });
  const answer = await response.json();
  login.refreshToken = answer.refresh_token;
}

const redirectUri = 'http://localhost:3000/callback';
const implicit = 'https://accounts.spotify.com/authorize?response_type=token';
`;

describe('quick fixes for mistakes in refresh handling', () => {
  afterEach(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  it('change the one place, at once, and undo is one step', async () => {
    const document = await open(await project({ 'renew.ts': HAND_WRITTEN }), 'renew.ts');
    await diagnosticsOf(document, 3);
    const [keep, ...others] = await fixesAt(document, 'answer.refresh_token');
    assert.deepEqual(others, []);
    assert.equal(keep?.title, 'Keep the old refresh token when none is sent');
    assert.ok(keep?.edit && (await vscode.workspace.applyEdit(keep.edit)));
    const kept = 'login.refreshToken = answer.refresh_token ?? login.refreshToken;';
    assert.equal(document.getText(), HAND_WRITTEN.replace('login.refreshToken = answer.refresh_token;', kept));
    await diagnosticsOf(document, 2);
    await vscode.commands.executeCommand('undo');
    assert.equal(document.getText(), HAND_WRITTEN);
  });

  it('say what to do where nothing can be changed safely', async () => {
    const document = await open(await project({ 'renew.ts': HAND_WRITTEN }), 'renew.ts');
    const diagnostics = await diagnosticsOf(document, 3);
    assert.deepEqual(await fixesAt(document, 'response_type=token'), []);
    const implicit = diagnostics.find(({ code }) => code === 'implicit-grant');
    assert.match(implicit?.message ?? '', /No quick fix: .* not exchange/);
  });

  it('are of the text as it is now, also right after a change', async () => {
    const document = await open(await project({ 'renew.ts': HAND_WRITTEN }), 'renew.ts');
    await diagnosticsOf(document, 3);
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, new vscode.Position(0, 0), '// 🎧\n');
    await vscode.workspace.applyEdit(edit);
    const [fix] = await fixesAt(document, 'localhost');
    assert.ok(fix?.edit && (await vscode.workspace.applyEdit(fix.edit)));
    assert.equal(document.getText(), `// 🎧\n${HAND_WRITTEN.replace('localhost', '127.0.0.1')}`);
  });
});

/** The preferred quick fixes at the last place the text stands at. */
async function fixesAt(document: vscode.TextDocument, text: string): Promise<readonly vscode.CodeAction[]> {
  const position = document.positionAt(document.getText().lastIndexOf(text) + 1);
  const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
    'vscode.executeCodeActionProvider',
    document.uri,
    new vscode.Range(position, position),
    vscode.CodeActionKind.QuickFix.value,
  );
  return actions.filter(({ isPreferred, edit }) => isPreferred && edit);
}
