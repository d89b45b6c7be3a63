import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { hoverOn, mintJwt, openText } from './support';

describe('settings', () => {
  afterEach(async () => {
    for (const name of ['hover.enabled', 'hover.motion']) await set(name, undefined);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('hover.enabled takes effect at once', async () => {
    const token = mintJwt();
    const { document } = await vscode.window.showTextDocument(await openText(token));
    assert.equal((await hoverOn(document, token)).length, 2);
    await set('hover.enabled', false);
    assert.equal((await hoverOn(document, token)).length, 0);
    await set('hover.enabled', true);
    assert.equal((await hoverOn(document, token)).length, 2);
  });

  it('hover.motion stops the countdown at once', async () => {
    const token = mintJwt();
    const { document } = await vscode.window.showTextDocument(await openText(token));
    assert.match(await image(document, token), /animation:/);
    await set('hover.motion', 'still');
    assert.doesNotMatch(await image(document, token), /animation:/);
  });

  it('a setting of the wrong type keeps its default', async () => {
    const token = mintJwt();
    const { document } = await vscode.window.showTextDocument(await openText(token));
    await set('hover.motion', 'wobble');
    assert.match(await image(document, token), /animation:/);
  });
});

async function set(name: string, value: unknown): Promise<void> {
  await vscode.workspace.getConfiguration('authLens').update(name, value, vscode.ConfigurationTarget.Global);
}

async function image(document: vscode.TextDocument, token: string): Promise<string> {
  const [, card] = await hoverOn(document, token);
  return atob(/base64,([^)]*)/.exec(card?.value ?? '')?.[1] ?? '');
}
