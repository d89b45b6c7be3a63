import assert from 'node:assert/strict';
import { open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { DiagnosisReport } from '../../src/core/diagnose/diagnosis';
import { expiredSession } from '../support/expiredSession';
import { mintOpaque } from './support';

const MEGABYTES = 200;

describe('diagnoseFile', function () {
  this.timeout(180_000);
  const path = join(tmpdir(), `auth-lens-${process.pid}.log`);
  const core = expiredSession(mintOpaque('BQA', 190), mintOpaque('AQA', 131), Date.UTC(2026, 9, 1, 10));

  before(async () => {
    const [issued, used, refused] = core.split('\n');
    const noise = Array.from(
      { length: 4000 },
      (_, n) => `{"level":30,"time":${Date.UTC(2026, 9, 1, 10, 1) + n},"msg":"tick ${n} ${'·'.repeat(60)}"}`,
    );
    const block = `${noise.join('\n')}\n`;
    const file = await open(path, 'w');
    await file.write(`${issued}\n${used}\n`);
    for (let written = 0; written < MEGABYTES * 1e6; written += Buffer.byteLength(block)) await file.write(block);
    await file.write(`${refused}\n`);
    await file.close();
  });
  after(() => rm(path, { force: true }));

  it(`reads ${MEGABYTES} MB in pieces, with the verdict of its small core and under 300 MB of memory`, async () => {
    const idle = process.memoryUsage().rss;
    let peak = idle;
    const watch = setInterval(() => {
      peak = Math.max(peak, process.memoryUsage().rss);
    }, 20);
    const started = performance.now();
    const report = await diagnoseFile({ uri: vscode.Uri.file(path) });
    clearInterval(watch);
    console.log(
      `      ${MEGABYTES} MB in ${((performance.now() - started) / 1000).toFixed(1)} s, ${((peak - idle) / 1e6).toFixed(0)} MB above idle`,
    );
    const small = await vscode.commands.executeCommand<DiagnosisReport>('authLens.diagnose', { text: core });
    assert.deepEqual(report.verdict, small.verdict);
    assert.equal(report.verdict.cause, 'session-expired');
    assert.ok(peak - idle < 300e6, `${peak - idle} bytes above idle`);
  });

  it('stops within a second when it is cancelled, and says how far it came', async () => {
    const source = new vscode.CancellationTokenSource();
    const running = diagnoseFile({ uri: vscode.Uri.file(path), cancellation: source.token });
    await new Promise((resolve) => setTimeout(resolve, 300));
    const cancelled = performance.now();
    source.cancel();
    const report = await running;
    assert.ok(performance.now() - cancelled < 1000);
    assert.match(report.notScanned.join(' '), /Stopped on request after \d+ characters/);
  });
});

function diagnoseFile(argument: object): Thenable<DiagnosisReport> {
  return vscode.commands.executeCommand<DiagnosisReport>('authLens.diagnoseFile', argument);
}
