import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually, hoverOn, mintJwt, mintOpaque, openText } from './support';

describe('what leaves the text', () => {
  after(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  it('is no part of a token: not in command links, the log, settings, or diagnostics', async () => {
    const jwt = mintJwt({ sub: 'unmistakable-subject' });
    const opaque = mintOpaque('BQA', 190);
    const secrets = [
      ...windowsOf(jwt.split('.')[1] ?? ''),
      ...windowsOf(jwt.split('.')[2] ?? ''),
      ...windowsOf(opaque),
    ];
    const content = `Authorization: Bearer ${jwt}\nAuthorization: Bearer ${opaque}\n`;
    const document = await openText(content, 'log');
    const editor = await vscode.window.showTextDocument(document);

    const links: string[] = [];
    for (const token of [jwt, opaque]) {
      const [actions, card] = await hoverOn(document, token);
      links.push(actions?.value ?? '');
      assertFree(card?.value ?? '', secrets, 'the card');
    }
    assert.equal(links.length, 2);
    for (const link of links) {
      assertFree(decodeURIComponent(link), [...secrets, 'unmistakable'], 'a command link');
      await vscode.commands.executeCommand('authLens.decodeToken', argumentOf(link));
    }
    await vscode.window.showTextDocument(document);
    editor.selection = new vscode.Selection(0, 40, 0, 40);
    await vscode.commands.executeCommand('authLens.copyClaims');
    await vscode.commands.executeCommand('authLens.goToToken', { uri: jwt, version: 1, line: 0, character: 0 });

    const log = await logText();
    assert.match(log, /document-scanned lines=\d+ tokens=2/);
    assertFree(log, [...secrets, 'unmistakable'], 'the log');
    assertFree(JSON.stringify(vscode.workspace.getConfiguration('authLens')), secrets, 'the settings');
    assertFree(JSON.stringify(vscode.languages.getDiagnostics(document.uri)), secrets, 'a diagnostic');
  });
});

/** Every run of eight characters: a cut token is still a leak. */
function windowsOf(text: string): readonly string[] {
  return Array.from({ length: Math.max(0, text.length - 7) }, (_, at) => text.slice(at, at + 8));
}

function assertFree(text: string, secrets: readonly string[], place: string): void {
  assert.ok(secrets.length > 0);
  assert.equal(secrets.filter((secret) => text.includes(secret)).length, 0, `${place} holds a piece of a token`);
}

function argumentOf(link: string): unknown {
  const query = /command:authLens\.decodeToken\?([^)]*)/.exec(link)?.[1] ?? '';
  return JSON.parse(decodeURIComponent(query))[0];
}

/** The log channel as a document: VS Code shows output channels by the `output` scheme. */
async function logText(): Promise<string> {
  return eventually('the log is written', async () => {
    const commands = await vscode.commands.getCommands();
    const show = commands.find((command) => command.startsWith('workbench.action.output.show.auth-lens.'));
    if (show) await vscode.commands.executeCommand(show);
    const log = vscode.workspace.textDocuments.find(
      ({ uri }) => uri.scheme === 'output' && /Auth.*Lens/i.test(uri.path),
    );
    const text = log?.getText() ?? '';
    return text.includes('tokens=2') ? text : undefined;
  });
}
