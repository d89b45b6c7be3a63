import * as vscode from 'vscode';
import { open, ours, project } from '../../editor/refreshSupport';
import { eventually } from '../../editor/support';
import type { Figure } from '../figure';
import { median } from '../rounds';
import { sourceOf } from '../sources';

const ASKED = 15;

/** What somebody waits for at a call in 5,000 lines: VS Code asks every extension, which is also timed where we have nothing. */
export async function askLightBulb(): Promise<readonly Figure[]> {
  const text = sourceOf('typescript', 5000);
  const folder = await project({ 'lists.ts': text, 'plain.ts': text.replaceAll('spotify', 'example') });
  const plain = await open(folder, 'plain.ts');
  const none = await asked(plain, new vscode.Position(100, 0));
  const startedMs = performance.now();
  const document = await open(folder, 'lists.ts');
  const [first] = await eventually('underlined calls', () => (ours(document).length > 0 ? ours(document) : undefined));
  const underlinedMs = performance.now() - startedMs;
  const place = first?.range.start ?? new vscode.Position(0, 0);
  const known = await asked(document, place);
  const typed = await asked(document, place, () => press(document));
  const decides = 'whether parsers are loaded before somebody asks';
  const figure = (id: string, what: string, value: number): Figure => ({ id, what, value, unit: 'ms', decides });
  return [
    figure(
      'host.bulb.open',
      'from 5,000 lines of TypeScript being shown to their calls being underlined',
      underlinedMs,
    ),
    figure('host.bulb.none', 'a light bulb in as many lines without Spotify: median', none),
    figure('host.bulb.known', 'the same at a call that is underlined: median', known),
    figure('host.bulb.typed', 'the same at once after a key elsewhere in the file: median', typed),
  ];
}

/** Milliseconds. */
async function asked(
  document: vscode.TextDocument,
  place: vscode.Position,
  before: () => Promise<unknown> = () => Promise.resolve(),
): Promise<number> {
  const times: number[] = [];
  for (let time = 0; time < ASKED; time++) {
    await before();
    const startedMs = performance.now();
    const range = new vscode.Range(place, place);
    const kind = vscode.CodeActionKind.QuickFix.value;
    await vscode.commands.executeCommand('vscode.executeCodeActionProvider', document.uri, range, kind);
    times.push(performance.now() - startedMs);
  }
  return median(times);
}

function press(document: vscode.TextDocument): Promise<boolean> {
  const edit = new vscode.WorkspaceEdit();
  edit.insert(document.uri, new vscode.Position(document.lineCount - 1, 0), ' ');
  return Promise.resolve(vscode.workspace.applyEdit(edit));
}
