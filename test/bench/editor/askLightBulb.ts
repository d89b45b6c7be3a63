import * as vscode from 'vscode';
import { open, ours, project } from '../../editor/refreshSupport';
import type { Figure } from '../figure';
import { compete, median } from '../rounds';
import { sourceOf } from '../sources';

const ASKED = 15;

/**
 * What somebody waits for at a call in 5,000 lines. VS Code asks every extension, its own for TypeScript among them: how long
 * that takes shows where we have nothing to say.
 */
export async function askLightBulb(): Promise<readonly Figure[]> {
  const text = sourceOf('typescript', 5000);
  const folder = await project({ 'lists.ts': text, 'plain.ts': text.replaceAll('spotify', 'example') });
  const plain = await open(folder, 'plain.ts');
  const startedMs = performance.now();
  const document = await open(folder, 'lists.ts');
  const [first] = await underlined(document);
  const underlinedMs = performance.now() - startedMs;
  const place = first?.range.start ?? new vscode.Position(0, 0);
  const typed: number[] = [];
  const [none, known] = await compete(
    [
      { name: 'none', run: () => ask(plain, place) },
      { name: 'known', run: () => ask(document, place) },
      {
        name: 'typed',
        run: async () => {
          await press(document);
          const pressedMs = performance.now();
          await ask(document, place);
          typed.push(performance.now() - pressedMs);
        },
      },
    ],
    ASKED,
  );
  const decides = 'whether parsers are loaded before somebody asks';
  const figure = (id: string, what: string, value: number): Figure => ({ id, what, value, unit: 'ms', decides });
  return [
    figure(
      'host.bulb.open',
      'from 5,000 lines of TypeScript being shown to their calls being underlined',
      underlinedMs,
    ),
    figure('host.bulb.none', 'a light bulb in as many lines without Spotify: median', median(none?.rounds ?? [])),
    figure('host.bulb.known', 'the same at a call that is underlined: median', median(known?.rounds ?? [])),
    figure('host.bulb.typed', 'the same at once after a key elsewhere in the file: median', median(typed)),
  ];
}

/** Our diagnostics, as soon as there are any. */
function underlined(document: vscode.TextDocument): Promise<readonly vscode.Diagnostic[]> {
  return new Promise((resolve) => {
    const listening = vscode.languages.onDidChangeDiagnostics(() => {
      const found = ours(document);
      if (found.length === 0) return;
      listening.dispose();
      resolve(found);
    });
  });
}

function ask(document: vscode.TextDocument, place: vscode.Position): Thenable<unknown> {
  const kind = vscode.CodeActionKind.QuickFix.value;
  const range = new vscode.Range(place, place);
  return vscode.commands.executeCommand('vscode.executeCodeActionProvider', document.uri, range, kind);
}

function press(document: vscode.TextDocument): Thenable<boolean> {
  const edit = new vscode.WorkspaceEdit();
  edit.insert(document.uri, new vscode.Position(document.lineCount - 1, 0), ' ');
  return vscode.workspace.applyEdit(edit);
}
