import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually, hoverOn, mintJwt, mintOpaque, openText } from './support';

describe('commands', () => {
  afterEach(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  it('has every command that the manifest declares', async () => {
    const extension = vscode.extensions.getExtension('auth-lens.auth-lens-for-spotify');
    await extension?.activate();
    const declared: string[] = extension?.packageJSON.contributes.commands.map(
      (one: { command: string }) => one.command,
    );
    const known = new Set(await vscode.commands.getCommands(true));
    assert.deepEqual(
      declared.filter((command) => !known.has(command)),
      [],
    );
    assert.ok(declared.length >= 4);
  });

  describe('decodeToken', () => {
    it('shows header and claims of the token at the cursor as read-only JSON', async () => {
      const editor = await openWith(`Authorization: Bearer ${mintJwt({ sub: 'listener', big: 1 })}`, 30);
      const decoded = await decode(editor);
      assert.deepEqual(decoded.header, { alg: 'HS256', typ: 'JWT' });
      assert.equal(decoded.claims.sub, 'listener');
    });

    it('takes the token in the selection', async () => {
      const editor = await openWith(`one ${mintJwt({ sub: 'one' })}\ntwo ${mintJwt({ sub: 'two' })}\n`);
      editor.selection = new vscode.Selection(1, 0, 2, 0);
      assert.equal((await decode(editor)).claims.sub, 'two');
    });

    it('names the kind of an opaque token', async () => {
      const editor = await openWith(`Authorization: Bearer ${mintOpaque('BQA', 190)}`, 40);
      assert.equal((await decode(editor)).kind, 'access-token');
    });

    it('works from the link in a hover', async () => {
      const token = mintJwt({ sub: 'linked' });
      const document = await openText(token);
      const [actions] = await hoverOn(document, token);
      const query = /command:authLens\.decodeToken\?([^)]*)/.exec(actions?.value ?? '')?.[1] ?? '';
      await vscode.commands.executeCommand('authLens.decodeToken', ...JSON.parse(decodeURIComponent(query)));
      assert.equal(JSON.parse(vscode.window.activeTextEditor?.document.getText() ?? '').claims.sub, 'linked');
    });

    it('puts nothing of the token into the address, and drops the text when it is closed', async () => {
      const editor = await openWith(`Authorization: Bearer ${mintJwt({ sub: 'secret-subject' })}`, 30);
      await decode(editor);
      const shown = vscode.window.activeTextEditor?.document;
      assert.match(shown?.uri.toString() ?? '', /^auth-lens:\/\d+\/decoded-token\.json$/);
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
      await eventually('its text is gone', () => shown?.getText() === '' || shown?.isClosed || undefined);
      const again = await vscode.workspace.openTextDocument(shown?.uri ?? vscode.Uri.parse('x:'));
      assert.equal(again.getText(), '');
    });

    const hostile: readonly unknown[] = [
      null,
      7,
      'x',
      {},
      { uri: 'file:///etc/passwd', version: 1, line: 0, character: 0 },
    ];
    for (const argument of hostile) {
      it(`does nothing when called with ${JSON.stringify(argument)}`, async () => {
        const before = vscode.window.visibleTextEditors.length;
        assert.equal(await vscode.commands.executeCommand('authLens.decodeToken', argument), undefined);
        assert.equal(vscode.window.visibleTextEditors.length, before);
      });
    }
  });

  it('copyClaims puts the claims on the clipboard, and not the token', async () => {
    const token = mintJwt({ sub: 'listener' });
    await openWith(`Authorization: Bearer ${token}`, 30);
    await vscode.commands.executeCommand('authLens.copyClaims');
    const copied = await eventually('the clipboard has it', async () => {
      const text = await vscode.env.clipboard.readText();
      return text.includes('listener') ? text : undefined;
    });
    assert.equal(JSON.parse(copied).sub, 'listener');
    assert.ok(!copied.includes(token.split('.')[1] ?? token));
  });

  it('goToToken goes from token to token and round', async () => {
    await openWith(`x\nBearer ${mintJwt()}\ny\nBearer ${mintJwt()}\n`, 0);
    const lines: number[] = [];
    for (let time = 0; time < 3; time++) {
      await vscode.commands.executeCommand('authLens.goToToken');
      lines.push(vscode.window.activeTextEditor?.selection.active.line ?? -1);
    }
    assert.deepEqual(lines, [1, 3, 1]);
  });

  it('openSample opens tokens in every state, minted on the spot', async () => {
    await vscode.commands.executeCommand('authLens.openSample');
    const document = vscode.window.activeTextEditor?.document;
    assert.equal(document?.languageId, 'log');
    const { exports } = vscode.extensions.getExtension('auth-lens.auth-lens-for-spotify') ?? {};
    const found: { kind: string; state: string }[] = exports.findTokens(document?.getText() ?? '');
    assert.deepEqual(
      found.map(({ kind, state }) => `${kind} ${state}`),
      [
        'jws valid',
        'jws expiring',
        'jws expired',
        'jws not-yet-valid',
        'access-token valid',
        'refresh-token valid',
        'jws undecodable',
      ],
    );
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.commands.executeCommand('authLens.openSample');
    assert.notEqual(vscode.window.activeTextEditor?.document.getText(), document?.getText());
  });
});

async function openWith(content: string, cursor = 0): Promise<vscode.TextEditor> {
  const document = await openText(content);
  const editor = await vscode.window.showTextDocument(document);
  const position = document.positionAt(cursor);
  editor.selection = new vscode.Selection(position, position);
  return editor;
}

async function decode(from: vscode.TextEditor) {
  await vscode.commands.executeCommand('authLens.decodeToken');
  const document = vscode.window.activeTextEditor?.document;
  assert.ok(document && document !== from.document, 'a document was opened');
  assert.equal(document.languageId, 'json');
  return JSON.parse(document.getText());
}
