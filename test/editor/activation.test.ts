import assert from 'node:assert/strict';
import * as vscode from 'vscode';

describe('activation', () => {
  it('finds the extension by its id and activates it', async () => {
    const extension = vscode.extensions.getExtension('auth-lens.auth-lens-for-spotify');
    assert.ok(extension, 'the extension is not installed');
    await extension.activate();
    assert.equal(extension.isActive, true);
  });
});
