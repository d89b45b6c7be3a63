import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { FoundInFile } from '../../src/editor/files/findTokens';
import { folderOfWorkspace, mintJwt } from './support';

describe('findTokensInFile in a browser', () => {
  const uri = vscode.Uri.joinPath(folderOfWorkspace(), 'browser.log');
  const original = Worker;
  const started: Worker[] = [];

  before(async () => {
    const block = 'GET /v1/tracks 200 lorem ipsum dolor sit amet\n'.repeat(20_000);
    const text = Array.from({ length: 9 }, (_, n) => `${block}Bearer ${mintJwt({ n })}\n`).join('');
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  });
  after(() => vscode.workspace.fs.delete(uri));
  afterEach(() => {
    Object.assign(globalThis, { Worker: original });
    return vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  const find = (): Thenable<FoundInFile> => vscode.commands.executeCommand('authLens.findTokensInFile', { uri });

  it('searches in a worker of its own, which ends', async () => {
    const counting = function counting(address: string, options: WorkerOptions) {
      const worker = new original(address, options);
      started.push(worker);
      return worker;
    };
    Object.assign(globalThis, { Worker: counting });
    const began = performance.now();
    const found = await find();
    console.log(`      ${(found.size / 1e6).toFixed(1)} MB in ${Math.round(performance.now() - began)} ms`);
    assert.equal(started.length, 1);
    assert.deepEqual([found.tokens.length, found.read], [9, found.size]);
    assert.deepEqual(
      found.tokens.map(({ last }) => last.line),
      Array.from({ length: 9 }, (_, n) => 20_000 + 20_001 * n),
    );
  });

  for (const [what, refuse] of [
    ['may not be started', () => assert.fail('refused')],
    ['does not start', () => ({ terminate: () => undefined })],
  ] as const) {
    it(`finds the same without one, where it ${what}`, async () => {
      const before = await find();
      Object.assign(globalThis, {
        Worker: function refusing() {
          return refuse();
        },
      });
      assert.deepEqual(
        (await find()).tokens.map(({ fingerprint }) => fingerprint),
        before.tokens.map(({ fingerprint }) => fingerprint),
      );
    });
  }
});
