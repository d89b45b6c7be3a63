import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { CALL, confirmed, exists, FIXED_CALL, open, project, textOf } from './refreshSupport';

const COMMAND = 'authLens.insertRefreshHandling';

describe('insertRefreshHandling', () => {
  afterEach(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  it('changes the active editor’s file, and a second run nothing', async () => {
    const folder = await project({ 'me.ts': CALL });
    const document = await open(folder, 'me.ts');
    assert.deepEqual(await run(), { files: 1, changed: 1 });
    assert.equal(document.getText(), FIXED_CALL);
    assert.ok(await exists(folder, 'spotify-auth.ts'));
    assert.deepEqual(await run(), { files: 1, changed: 0 });
    assert.equal(document.getText(), FIXED_CALL);
  });

  it('changes the file it is given', async () => {
    const folder = await project({ 'me.ts': CALL });
    const uri = vscode.Uri.joinPath(folder, 'me.ts');
    assert.deepEqual(await run({ uri: uri.toString() }), { files: 1, changed: 1 });
    assert.equal((await vscode.workspace.openTextDocument(uri)).getText(), FIXED_CALL);
  });

  it('keeps the line ends, also in the helper', async () => {
    const folder = await project({ 'me.ts': CALL.replaceAll('\n', '\r\n') });
    const document = await open(folder, 'me.ts');
    assert.deepEqual(await run(), { files: 1, changed: 1 });
    assert.equal(document.getText(), FIXED_CALL.replaceAll('\n', '\r\n'));
    assert.doesNotMatch(await textOf(folder, 'spotify-auth.ts'), /[^\r]\n/);
  });

  it('changes a folder with one edit and one helper, and leaves what is not the user’s', async () => {
    const folder = await project({
      'me.ts': CALL,
      'two.ts': CALL,
      'other.ts': 'export const one = 1;\n',
      'me.test.ts': CALL,
      'vendor/me.ts': CALL,
      'node_modules/some/me.ts': CALL,
      'dist/me.js': CALL.replaceAll(': string', ''),
    });
    assert.deepEqual(await run({ uri: folder }), { files: 2, changed: 2 });
    for (const name of ['me.ts', 'two.ts']) {
      const document = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder, name));
      assert.equal(document.getText(), FIXED_CALL, name);
    }
    assert.ok(await exists(folder, 'spotify-auth.ts'));
    for (const name of ['me.test.ts', 'vendor/me.ts', 'node_modules/some/me.ts']) {
      assert.equal(await textOf(folder, name), CALL, name);
    }
    assert.deepEqual(await run({ uri: folder }), { files: 2, changed: 0 });
  });

  it('changes more files than VS Code keeps open by itself', async () => {
    const names = Array.from({ length: 60 }, (_, index) => `lists/list${index}.ts`);
    const folder = await project(Object.fromEntries(names.map((name) => [name, CALL])));
    assert.deepEqual(await run({ uri: folder }), { files: 60, changed: 60 });
    assert.ok(await exists(folder, 'lists/spotify-auth.ts'));
    for (const name of ['lists/list0.ts', 'lists/list59.ts']) assert.equal(await textOf(folder, name), FIXED_CALL);
  });

  it('leaves nothing half-done when it is cancelled', async () => {
    const names = Array.from({ length: 100 }, (_, index) => `lists/list${index}.ts`);
    const folder = await project(Object.fromEntries(names.map((name) => [name, CALL])));
    const running = vscode.commands.executeCommand(COMMAND, { uri: folder });
    const outcome = await until(running, 'notification.acceptPrimaryAction');
    assert.deepEqual(outcome, { files: 0, changed: 0 });
    assert.equal(await exists(folder, 'lists/spotify-auth.ts'), false);
    assert.ok(vscode.workspace.textDocuments.every(({ isDirty }) => !isDirty));
    for (const name of names.slice(0, 10)) assert.equal(await textOf(folder, name), CALL);
  });

  it('changes nothing when the preview is discarded', async () => {
    const folder = await project({ 'me.ts': CALL, 'two.ts': CALL });
    const running = vscode.commands.executeCommand(COMMAND, { uri: folder });
    assert.deepEqual(await until(running, 'refactorPreview.discard'), { files: 2, changed: 0 });
    assert.equal(await exists(folder, 'spotify-auth.ts'), false);
    assert.equal(await textOf(folder, 'me.ts'), CALL);
    assert.equal(await textOf(folder, 'two.ts'), CALL);
  });

  const nothing: readonly [title: string, name: string, text: string][] = [
    ['a language it does not know', 'notes.md', CALL],
    ['no call to Spotify', 'me.ts', 'export const one = 1;\n'],
    ['a test', 'me.test.ts', CALL],
    ['a call that is handled', 'me.ts', FIXED_CALL],
  ];
  for (const [title, name, text] of nothing) {
    it(`leaves ${title} alone`, async () => {
      const document = await open(await project({ [name]: text }), name);
      assert.deepEqual(await run(), { files: 1, changed: 0 });
      assert.equal(document.getText(), text);
    });
  }

  const hostile: readonly unknown[] = [{ uri: 'file:///nowhere/at/all.ts' }, { uri: 'nonsense:x' }];
  for (const argument of hostile) {
    it(`does nothing when called with ${JSON.stringify(argument)}`, async () => {
      assert.equal(await run(argument), undefined);
    });
  }
});

/** What the work comes to when these commands are given again and again meanwhile. */
async function until<T>(work: Thenable<T>, ...commands: readonly string[]): Promise<T> {
  let isDone = false;
  const done = () => {
    isDone = true;
  };
  work.then(done, done);
  while (!isDone) {
    await new Promise((go) => setTimeout(go, 100));
    for (const command of commands) await vscode.commands.executeCommand(command).then(undefined, () => undefined);
  }
  return work;
}

function run(...argument: readonly unknown[]): Promise<unknown> {
  return confirmed(vscode.commands.executeCommand(COMMAND, ...argument));
}
