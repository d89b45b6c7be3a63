import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { FoundInFile } from '../../src/editor/files/findTokens';
import { folderOfWorkspace, mintJwt, mintOpaque } from './support';

describe('findTokensInFile', () => {
  const folder = vscode.Uri.joinPath(folderOfWorkspace(), 'files');
  const token = mintOpaque('BQA', 190);
  const lines = [
    `2026-11-21T11:20:00Z {"access_token":"${token}","token_type":"Bearer","expires_in":3600}`,
    'Größe … 😀',
    `Authorization: Bearer ${mintJwt({ sub: 'unmistakable-subject' })}`,
    `😀 Authorization: Bearer ${token}`,
  ];

  after(() => vscode.workspace.fs.delete(folder, { recursive: true }));
  afterEach(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  const write = async (name: string, content: string | Uint8Array): Promise<vscode.Uri> => {
    const uri = vscode.Uri.joinPath(folder, name);
    await vscode.workspace.fs.writeFile(uri, typeof content === 'string' ? new TextEncoder().encode(content) : content);
    return uri;
  };

  it('tells each token once, with its places, as the engine tells it of the text', async () => {
    const text = `\ufeff${lines.join('\r\n')}`;
    const found = await find({ uri: await write('app.log', text) });
    const { exports } = vscode.extensions.getExtension('auth-lens.auth-lens-for-spotify') ?? {};
    const reports: { kind: string; fingerprint: string; state: string }[] = exports.findTokens(text).slice(0, 2);
    assert.deepEqual(
      found?.tokens.map(({ kind, fingerprint, state }) => [kind, fingerprint, state]),
      reports.map(({ kind, fingerprint, state }) => [kind, fingerprint, state]),
    );
    assert.deepEqual(
      found?.tokens.map(({ first }) => first.map(({ line, character }) => [line, character])),
      [
        [
          [0, 38],
          [3, 25],
        ],
        [[2, 22]],
      ],
    );
    assert.deepEqual([found?.places, found?.unlistedPlaces, found?.stopped, found?.changed], [3, 0, false, false]);
    assert.equal(found?.read, new TextEncoder().encode(text).length);
  });

  it('shows them as a document without a token in it, whose places are links', async () => {
    const uri = await write('shown.log', lines.join('\n'));
    const found = await find({ uri: uri.toString() });
    const page = vscode.window.activeTextEditor?.document;
    assert.match(page?.uri.toString() ?? '', /^auth-lens:\/\d+\/tokens\.txt$/);
    const text = page?.getText() ?? '';
    for (const { fingerprint } of found?.tokens ?? []) assert.ok(text.includes(fingerprint));
    for (let at = 0; at + 8 <= token.length; at++) assert.ok(!text.includes(token.slice(at, at + 8)));
    assert.ok(!text.includes('unmistakable'));
    const links = await vscode.commands.executeCommand<vscode.DocumentLink[]>('vscode.executeLinkProvider', page?.uri);
    assert.deepEqual(
      links.map(({ range, target }) => [page?.getText(range), target?.fragment, target?.path]),
      [
        ['1:39', 'L1,39', uri.path],
        ['4:26', 'L4,26', uri.path],
        ['3:23', 'L3,23', uri.path],
      ],
    );
    await vscode.commands.executeCommand('vscode.open', links[1]?.target);
    const { selection, document } = vscode.window.activeTextEditor ?? assert.fail('nothing was opened');
    assert.equal(document.uri.path, uri.path);
    assert.equal(document.getText(new vscode.Range(selection.active, selection.active.translate(0, 190))), token);
  });

  it('stops at once when it is cancelled, and says so', async () => {
    const source = new vscode.CancellationTokenSource();
    source.cancel();
    const uri = await write('long.log', `${lines.join('\n')}\n${'lorem ipsum dolor\n'.repeat(200_000)}`);
    const found = await find({ uri, cancellation: source.token });
    assert.equal(found?.stopped, true);
    assert.ok((found?.read ?? 0) < (found?.size ?? 0));
  });

  const unfit: readonly (readonly [string, () => Promise<vscode.Uri>])[] = [
    ['a file that is not there', async () => vscode.Uri.joinPath(folder, 'nowhere.log')],
    ['a folder', async () => folder],
    ['an empty file', () => write('empty.log', '')],
    ['UTF-16', () => write('wide.log', Uint8Array.from([0xff, 0xfe, 0x78, 0]))],
    ['a file in no file system', async () => vscode.Uri.parse('nowhere:/app.log')],
  ];
  for (const [what, uri] of unfit) {
    it(`lists nothing of ${what}`, async () => {
      assert.equal(await find({ uri: await uri() }), undefined);
      assert.equal(vscode.window.activeTextEditor, undefined);
    });
  }

  it('opens no list where there is no token', async () => {
    const found = await find({ uri: await write('plain.txt', 'nothing to see') });
    assert.deepEqual([found?.tokens, found?.places], [[], 0]);
    assert.equal(vscode.window.activeTextEditor, undefined);
  });
});

function find(argument: object): Thenable<FoundInFile | undefined> {
  return vscode.commands.executeCommand('authLens.findTokensInFile', argument);
}
