import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { editors } from '../vscode/versions.mjs';

describe('the Node extension host', () => {
  it('is the version of VS Code that was asked for', () => {
    const asked = process.env.AUTHLENS_VSCODE === 'minimum' ? 'minimum' : 'current';
    assert.equal(vscode.version, editors[asked].vscode);
  });

  it('has as its minimum what the manifest promises', () => {
    const extension = vscode.extensions.getExtension('auth-lens.auth-lens-for-spotify');
    assert.equal(extension?.packageJSON.engines.vscode, `^${editors.minimum.vscode}`);
  });
});
