import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { CALL, diagnosticsOf, open, ours, project } from './refreshSupport';
import { eventually } from './support';

describe('diagnostics of missing refresh handling', () => {
  afterEach(async () => {
    await setSeverity(undefined);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('come after a pause in typing, for the text as it is then', async () => {
    const folder = await project({ 'me.ts': '' });
    const document = await open(folder, 'me.ts');
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, new vscode.Position(0, 0), `// 🎧\n${CALL}`);
    await vscode.workspace.applyEdit(edit);
    assert.deepEqual(ours(document), []);
    const [diagnostic] = await diagnosticsOf(document, 1);
    assert.equal(diagnostic?.range.start.line, 2);
    assert.match(document.getText(diagnostic?.range), /^fetch\(/);
    assert.match(diagnostic?.message ?? '', /401/);
  });

  it('weigh what the setting says, at once', async () => {
    const document = await open(await project({ 'me.ts': CALL }), 'me.ts');
    const severities = [
      ['warning', vscode.DiagnosticSeverity.Warning],
      ['error', vscode.DiagnosticSeverity.Error],
      ['information', vscode.DiagnosticSeverity.Information],
    ] as const;
    assert.equal((await diagnosticsOf(document, 1))[0]?.severity, vscode.DiagnosticSeverity.Hint);
    for (const [name, severity] of severities) {
      await setSeverity(name);
      await eventually(name, () => ours(document)[0]?.severity === severity || undefined);
    }
    await setSeverity('off');
    await diagnosticsOf(document, 0);
    await setSeverity('hint');
    await diagnosticsOf(document, 1);
  });

  it('go with the document', async () => {
    const document = await open(await project({ 'me.ts': CALL }), 'me.ts');
    await diagnosticsOf(document, 1);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    // VS Code keeps the document of a closed tab for some time; another language closes it at once.
    await vscode.languages.setTextDocumentLanguage(document, 'plaintext');
    await diagnosticsOf(document, 0);
  });

  const quiet: readonly [title: string, name: string, text: string][] = [
    ['without Spotify', 'me.ts', CALL.replaceAll('spotify', 'example')],
    ['in node_modules', 'node_modules/some/me.ts', CALL],
    ['in a test', 'me.test.ts', CALL],
    ['with broken code at the call', 'me.ts', CALL.replace("v1/me', {", "v1/me', { {")],
    ['in prose', 'notes.md', CALL],
    [
      'that handles the 401',
      'me.ts',
      CALL.replace('return', 'if (response.status === 401) return me(token);\n  return'),
    ],
  ];
  for (const [title, name, text] of quiet) {
    it(`there are none in a file ${title}`, async () => {
      const folder = await project({ [name]: text, 'after.ts': CALL });
      const document = await open(folder, name);
      // Opened later, so by the time it is marked the first one has been looked at.
      await diagnosticsOf(await open(folder, 'after.ts'), 1);
      assert.deepEqual(ours(document), []);
    });
  }
});

async function setSeverity(value: string | undefined): Promise<void> {
  const configuration = vscode.workspace.getConfiguration('authLens');
  await configuration.update('missingRefresh.severity', value, vscode.ConfigurationTarget.Global);
}
