import assert from 'node:assert/strict';
import { open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { DiagnosisReport } from '../../src/core/diagnose/diagnosis';
import type { FoundInFile } from '../../src/editor/files/findTokens';
import { eventually, mintJwt } from './support';

/** More than VS Code hands to extensions. */
const MEGABYTES = 60;

describe('findTokensInFile: a file that no extension gets as a document', function () {
  this.timeout(60_000);
  const path = join(tmpdir(), `auth-lens-large-${process.pid}.log`);
  const uri = vscode.Uri.file(path);
  const linesOfBlock = 20_000;
  const blocks = MEGABYTES;

  before(async () => {
    const block = `${'lorem ipsum dolor sit amet, consectetur adipiscing·\n'.repeat(linesOfBlock)}`;
    const file = await open(path, 'w');
    for (let n = 0; n < blocks; n++) await file.write(`${block}Authorization: Bearer ${mintJwt({ n })}\n`);
    await file.close();
  });
  after(() => rm(path, { force: true }));
  afterEach(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  it(`finds all tokens of ${MEGABYTES} MB, and takes no memory for its size`, async () => {
    const idle = process.memoryUsage.rss();
    let peak = idle;
    const watch = setInterval(() => {
      peak = Math.max(peak, process.memoryUsage.rss());
    }, 5);
    const started = performance.now();
    const found = await find({ uri });
    clearInterval(watch);
    const [ms, above] = [Math.round(performance.now() - started), (peak - idle) / 1e6];
    console.log(`      ${(found.size / 1e6).toFixed(0)} MB in ${ms} ms, ${above.toFixed(0)} MB above idle`);
    assert.ok(found.size > 50 * 1024 * 1024);
    assert.deepEqual([found.tokens.length, found.read], [blocks, found.size]);
    assert.deepEqual(found.tokens.at(-1)?.last.line, blocks * (linesOfBlock + 1) - 1);
    assert.ok(above < 40, `${above} MB above idle`);
  });

  it('stops a search that goes on, with what it has found', async () => {
    const source = new vscode.CancellationTokenSource();
    const running = find({ uri, cancellation: source.token });
    source.cancel();
    const found = await running;
    assert.ok(found.stopped && found.read < found.size);
  });

  it('takes the one that is open without being asked which', async () => {
    await vscode.commands.executeCommand('vscode.open', uri);
    await eventually('its tab is there', () => {
      const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
      return input instanceof vscode.TabInputText && input.uri.path === uri.path;
    });
    assert.equal(vscode.window.activeTextEditor, undefined);
    assert.equal((await find()).tokens.length, blocks);
  });

  it('is what Diagnose reads, too, where it is open', async () => {
    await vscode.commands.executeCommand('vscode.open', uri);
    const source = new vscode.CancellationTokenSource();
    source.cancel();
    const report = await vscode.commands.executeCommand<DiagnosisReport>('authLens.diagnose', {
      cancellation: source.token,
    });
    assert.match(report.notScanned.join(' '), /Stopped on request after \d+ characters/);
  });
});

function find(argument?: object): Thenable<FoundInFile> {
  return vscode.commands.executeCommand('authLens.findTokensInFile', argument);
}
