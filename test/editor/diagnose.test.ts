import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { DiagnosisReport } from '../../src/core/diagnose/diagnosis';
import { expiredSession } from '../support/expiredSession';
import { eventually, mintOpaque, openText } from './support';

const START = Date.UTC(2026, 9, 1, 10);

describe('diagnose', () => {
  const token = mintOpaque('BQA', 190);
  const log = expiredSession(token, mintOpaque('AQA', 131), START);

  afterEach(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  it('says why the calls in the active editor failed, and points at the line', async () => {
    const document = await openText(log);
    await vscode.window.showTextDocument(document);
    const report = await diagnose();
    assert.equal(report.verdict.cause, 'session-expired');
    const lines = report.causes[0]?.evidence.map(({ line }) => line) ?? [];
    assert.ok(lines.includes(3), `evidence is on the lines ${lines}`);
  });

  it('names the cause in the Problems view until the text changes', async () => {
    const document = await openText(log);
    const editor = await vscode.window.showTextDocument(document);
    await diagnose();
    const ours = () => vscode.languages.getDiagnostics(document.uri).filter(({ source }) => source === 'Auth Lens');
    const [problem] = await eventually('a problem', () => (ours().length > 0 ? ours() : undefined));
    assert.equal(problem?.code, 'session-expired');
    assert.ok(!problem?.message.includes(token.slice(0, 12)));
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), '\n'));
    await eventually('no problem', () => ours().length === 0 || undefined);
  });

  it('reads only the selection, and counts lines from the start of the document', async () => {
    const document = await openText(`a note\nanother\n${log}`);
    const editor = await vscode.window.showTextDocument(document);
    editor.selection = new vscode.Selection(2, 0, 5, 0);
    const report = await diagnose();
    const evidence = report.causes[0]?.evidence ?? [];
    assert.ok(evidence.some(({ line }) => line === 5));
    for (const { start, line } of evidence) assert.equal(document.positionAt(start).line + 1, line);
  });

  it('takes text, and takes an address', async () => {
    assert.equal((await diagnose({ text: log })).verdict.cause, 'session-expired');
    const document = await openText(log);
    assert.equal((await diagnose({ uri: document.uri })).verdict.cause, 'session-expired');
    assert.equal((await diagnose({ uri: document.uri.toString() })).exchanges, 3);
  });

  it('finds nothing wrong in a text without calls', async () => {
    const report = await diagnose({ text: 'nothing happened\n' });
    assert.equal(report.verdict.cause, 'none');
    assert.equal(report.exchanges, 0);
  });

  it('keeps tokens out of the report', async () => {
    const report = JSON.stringify(await diagnose({ text: log }));
    for (let at = 0; at + 8 <= token.length; at++) assert.ok(!report.includes(token.slice(at, at + 8)), `offset ${at}`);
  });

  it('compares two logs', async () => {
    const healthy = log.split('\n').slice(0, 2).join('\n');
    const comparison = await vscode.commands.executeCommand<{ conclusion: string }>('authLens.compareDiagnoses', {
      first: { text: log, name: 'laptop.log' },
      second: { text: healthy, name: 'server.log' },
    });
    assert.match(comparison.conclusion, /works on one machine and fails on the other/);
    const shown = await eventually('the comparison', () =>
      vscode.workspace.textDocuments.find(({ uri }) => uri.path.endsWith('comparison.md')),
    );
    assert.match(shown.getText(), /laptop\.log/);
  });
});

function diagnose(argument?: object): Thenable<DiagnosisReport> {
  return vscode.commands.executeCommand<DiagnosisReport>('authLens.diagnose', argument);
}
