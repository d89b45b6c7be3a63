import assert from 'node:assert/strict';
import * as vscode from 'vscode';

describe('the web extension host', () => {
  it('is a web worker without Node, and loads the bundle made for it', () => {
    assert.equal('WorkerGlobalScope' in globalThis, true);
    assert.equal(typeof process === 'object' && process.versions?.node !== undefined, false);
    const extension = vscode.extensions.getExtension('auth-lens.auth-lens-for-spotify');
    assert.equal(extension?.packageJSON.browser, './dist/web/extension.js');
  });
});
