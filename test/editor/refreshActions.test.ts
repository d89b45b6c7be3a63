import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { refreshEdit } from '../../src/editor/refresh/refreshEdit';
import {
  actionsAt,
  applyConfirmed,
  CALL,
  diagnosticsOf,
  exists,
  FIXED_CALL,
  open,
  project,
  textOf,
} from './refreshSupport';
import { eventually } from './support';

const QUICK_FIX = vscode.CodeActionKind.QuickFix;
const REWRITE = vscode.CodeActionKind.RefactorRewrite.append('authLens');

describe('quick fixes that insert refresh handling', () => {
  afterEach(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  it('creates the helper and changes the call, previewed, and offers nothing afterwards', async () => {
    const folder = await project({ 'me.ts': CALL });
    const document = await open(folder, 'me.ts');
    const [diagnostic] = await diagnosticsOf(document, 1);
    assert.equal(diagnostic?.code, 'missing-401-handling');
    assert.equal(diagnostic?.severity, vscode.DiagnosticSeverity.Hint);

    const [action, ...others] = await actionsAt(document, 'fetch(', { kind: QUICK_FIX });
    assert.deepEqual(others, []);
    assert.notEqual(action?.isPreferred, true, 'the token is a parameter');
    assert.ok(await applyConfirmed(action?.edit));
    assert.equal(document.getText(), FIXED_CALL);
    assert.match(await textOf(folder, 'spotify-auth.ts'), /^\/\/ Auth Lens helper: spotify-auth/);
    assert.deepEqual(await actionsAt(document, 'fetch('), []);
    await diagnosticsOf(document, 0);
  });

  it('are preferred where the program has a token of its own, and leave the others out of all', async () => {
    const headers = "{ headers: { Authorization: 'Bearer ' + process.env.TOKEN } }";
    const own = (name: string) =>
      `export const ${name} = () => fetch('https://api.spotify.com/v1/${name}', ${headers});\n`;
    const document = await open(await project({ 'me.ts': own('me') + own('tracks') + CALL }), 'me.ts');
    await diagnosticsOf(document, 3);
    const [one, all] = await actionsAt(document, 'fetch(', { kind: QUICK_FIX });
    assert.equal(one?.isPreferred, true);
    assert.match(
      all?.title ?? '',
      /^Handle expired tokens in the 2 places of this file that have a token of their own$/,
    );
    const [resolved] = await actionsAt(document, 'fetch(', { kind: QUICK_FIX.append('authLens.all'), resolve: 5 });
    assert.ok(await applyConfirmed(resolved?.edit));
    assert.ok(document.getText().includes(CALL), 'the call with a parameter is as it was');
    await diagnosticsOf(document, 1);
  });

  it('are there at once after a key, of what is at the cursor then', async () => {
    const document = await open(
      await project({ 'me.ts': CALL + CALL.replace('export const ', 'export const my') }),
      'me.ts',
    );
    await diagnosticsOf(document, 2);
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, new vscode.Position(0, 0), '// moves the calls\n');
    await vscode.workspace.applyEdit(edit);
    const [one, all, ...others] = await actionsAt(document, 'fetch(', { kind: QUICK_FIX });
    assert.deepEqual(others, []);
    assert.match(one?.title ?? '', /^Refresh the token/);
    assert.equal(all?.title, 'Handle expired tokens in all places of this file, as the one account of the helper');
    assert.ok(await applyConfirmed(one?.edit));
    assert.equal(document.getText().match(/spotify\.fetch\(/g)?.length, 1);
    await diagnosticsOf(document, 1);
  });

  it('opens the new helper with the first setting selected that only the user knows', async () => {
    const folder = await project({ 'me.ts': CALL });
    const [action] = await actionsAt(await open(folder, 'me.ts'), 'fetch(');
    assert.ok(await applyConfirmed(action?.edit));
    assert.ok(action?.command);
    await vscode.commands.executeCommand(action.command.command, ...(action.command.arguments ?? []));
    const editor = vscode.window.activeTextEditor;
    assert.match(editor?.document.uri.path ?? '', /\/spotify-auth\.ts$/);
    assert.equal(editor?.document.getText(editor.selection), 'SPOTIFY_CLIENT_ID');
    const line = editor?.document.lineAt(editor.selection.start.line).text ?? '';
    assert.match(line, /^ {2}clientId: process\.env\.SPOTIFY_CLIENT_ID/);
  });

  it('uses the helper that is there, at once, and undo is one step', async () => {
    const folder = await project({ 'me.ts': CALL });
    await applyConfirmed((await actionsAt(await open(folder, 'me.ts'), 'fetch('))[0]?.edit);
    const helper = await textOf(folder, 'spotify-auth.ts');

    await vscode.workspace.fs.writeFile(vscode.Uri.joinPath(folder, 'two.ts'), new TextEncoder().encode(CALL));
    const document = await open(folder, 'two.ts');
    const [action] = await actionsAt(document, 'fetch(');
    assert.ok(action?.edit);
    assert.ok(await vscode.workspace.applyEdit(action.edit));
    assert.equal(document.getText(), FIXED_CALL);
    assert.equal(await textOf(folder, 'spotify-auth.ts'), helper);
    await vscode.commands.executeCommand('undo');
    assert.equal(document.getText(), CALL);
  });

  it('never overwrites a file of the user’s that has the name of the helper', async () => {
    const mine = 'export const mine = true;\n';
    const folder = await project({ 'me.ts': CALL, 'spotify-auth.ts': mine });
    const document = await open(folder, 'me.ts');
    // The file was written this moment, and the watcher has yet to hear of it.
    const edit = await eventually('the other file is known', async () => {
      const [action] = await actionsAt(document, 'fetch(');
      return action?.edit?.entries().some(([uri]) => uri.path.endsWith('-2.ts')) ? action.edit : undefined;
    });
    await applyConfirmed(edit);
    assert.equal(await textOf(folder, 'spotify-auth.ts'), mine);
    assert.equal(document.getText(), FIXED_CALL.replace('spotify-auth', 'spotify-auth-2'));
    assert.ok(await exists(folder, 'spotify-auth-2.ts'));
  });

  it('changes all calls of the file, made up when it is chosen', async () => {
    const calls = `import axios from 'axios';\n\n${CALL}
export const top = (token: string) =>
  axios.get('https://api.spotify.com/v1/me/top/tracks', { headers: { Authorization: \`Bearer \${token}\` } });
`;
    const folder = await project({ 'both.ts': calls });
    const document = await open(folder, 'both.ts');
    await diagnosticsOf(document, 2);
    const kind = QUICK_FIX.append('authLens.all');
    const [unresolved] = await actionsAt(document, 'fetch(', { kind });
    assert.equal(
      unresolved?.title,
      'Handle expired tokens in all 2 places of this file, as the one account of the helper',
    );
    assert.equal(unresolved?.edit, undefined);
    const [action] = await actionsAt(document, 'fetch(', { kind, resolve: 5 });
    assert.ok(await applyConfirmed(action?.edit));
    assert.match(document.getText(), /spotify\.fetch\('https:\/\/api\.spotify\.com\/v1\/me'\)/);
    assert.match(document.getText(), /spotifyHttp\.get\('https:\/\/api\.spotify\.com\/v1\/me\/top\/tracks'\)/);
    await diagnosticsOf(document, 0);
    assert.deepEqual(await actionsAt(document, 'spotify.fetch('), []);
  });

  it('is a refactoring where it is asked for as one', async () => {
    const document = await open(await project({ 'me.ts': CALL }), 'me.ts');
    const [action] = await actionsAt(document, 'fetch(', { kind: REWRITE });
    assert.equal(action?.kind?.value, 'refactor.rewrite.authLens');
    assert.equal(action?.isPreferred, undefined);
  });

  it('replaces handling that is written by hand and lacks something, and says what', async () => {
    const text = `let token = '';
async function refreshToken() {
  const form = new URLSearchParams({ grant_type: 'refresh_token' });
  const answer = await fetch('https://accounts.spotify.com/api/token', { method: 'POST', body: form });
  token = (await answer.json()).access_token;
}
export async function me() {
  let response = await fetch('https://api.spotify.com/v1/me', { headers: { Authorization: \`Bearer \${token}\` } });
  if (response.status === 401) {
    await refreshToken();
    response = await fetch('https://api.spotify.com/v1/me', { headers: { Authorization: \`Bearer \${token}\` } });
  }
  return response.json();
}
`;
    const document = await open(await project({ 'me.ts': text }), 'me.ts');
    const position = document.positionAt(text.indexOf('=== 401'));
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      new vscode.Range(position, position),
      REWRITE.value,
    );
    const [action, ...others] = actions.filter(({ title }) => /401 handling/.test(title));
    assert.deepEqual(others, []);
    assert.match(action?.title ?? '', /100 concurrent requests refresh 100 times$/);
    assert.ok(await applyConfirmed(action?.edit));
    assert.match(
      document.getText(),
      /let response = await spotify\.fetch\('https:\/\/api\.spotify\.com\/v1\/me'\);\n {2}return/,
    );
  });

  it('touches no document that has changed since', async () => {
    const document = await open(await project({ 'me.ts': CALL }), 'me.ts');
    const rewrite = { title: 'x', edits: [{ start: 0, end: 6, newText: '' }], newFiles: [] };
    const change = { document, version: document.version, rewrite };
    assert.ok(refreshEdit([change]));
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, new vscode.Position(0, 0), '\n');
    await vscode.workspace.applyEdit(edit);
    assert.equal(refreshEdit([change]), undefined);
  });

  it('works in an untitled document, with the helper in the folder', async () => {
    const document = await vscode.workspace.openTextDocument({ language: 'typescript', content: CALL });
    await vscode.window.showTextDocument(document);
    const [action] = await actionsAt(document, 'fetch(');
    assert.deepEqual(
      action?.edit?.entries().map(([uri]) => uri.scheme),
      [vscode.workspace.workspaceFolders?.[0]?.uri.scheme, 'untitled'],
    );
  });
});
