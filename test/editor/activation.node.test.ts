import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { basename } from 'node:path';
import * as vscode from 'vscode';

/** Node's, which the extension host shares with all extensions. */
const { cache } = createRequire(__filename);

/** The parts of the extension that this host has loaded so far, by name. */
function loadedParts(): readonly string[] {
  const files = Object.keys(cache).map((file) => file.replaceAll('\\', '/'));
  return files.filter((file) => /\/dist\/parts\/\w+\.js$/.test(file)).map((file) => basename(file, '.js'));
}

// Named so that it comes before the tests that make the extension work.
describe('activation in Node', () => {
  before(async () => {
    await vscode.extensions.getExtension('auth-lens.auth-lens-for-spotify')?.activate();
  });

  it('loads no parser, no reader of logs, no diagnosis and no report', () => {
    const files = Object.keys(cache);
    assert.ok(
      files.some((file) => /[\\/]dist[\\/]extension\.js$/.test(file)),
      'the activation bundle is in another cache',
    );
    const loaded = loadedParts();
    for (const part of [
      'rewriting',
      'diagnosing',
      'reporting',
      'explaining',
      'hovering',
      'handling',
      'sampling',
      'searching',
    ]) {
      assert.ok(!loaded.includes(part), `${part} was loaded`);
    }
  });

  it('loads a part when it is first asked for', async () => {
    assert.ok(!loadedParts().includes('diagnosing'));
    await vscode.commands.executeCommand('authLens.diagnose', { text: 'GET https://api.spotify.com/v1/me 401' });
    assert.ok(loadedParts().includes('diagnosing'));
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });
});
