import * as vscode from 'vscode';
import { addressIn, withheldFile } from '../commandArgument';
import { UserProblem } from '../registerCommand';
import type { VirtualDocuments } from '../virtualDocuments';
import { documentSource, fileSource, type LogSource, textSource } from './logSource';

/** What a command's argument asks for: `{ text }`, `{ uri }`, or an address as the explorer's menu gives it. */
export async function askedSource(argument: unknown, virtual: VirtualDocuments): Promise<LogSource | undefined> {
  if (typeof argument !== 'object' || argument === null) return undefined;
  if ('text' in argument && typeof argument.text === 'string') {
    const { text } = argument;
    const name = 'name' in argument && typeof argument.name === 'string' ? argument.name : 'text';
    return textSource(name, text, () => virtual.open('diagnosed.log', text));
  }
  const uri = addressIn(argument);
  if (!uri) return undefined;
  const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
  if (open) return documentSource(open);
  try {
    return await fileSource(uri);
  } catch {
    throw new UserProblem('That file could not be read. Check that it still exists, then diagnose it again.');
  }
}

/** The selection where there is one, else the whole of the active editor, also where VS Code hands us no document for it. */
export async function activeSource(): Promise<LogSource | undefined> {
  const editor = vscode.window.activeTextEditor;
  const withheld = withheldFile();
  if (!editor) return withheld && fileSource(withheld);
  return documentSource(editor.document, editor.selection.isEmpty ? undefined : editor.selection);
}

/** A file that the user picks. */
export async function chosenSource(title: string): Promise<LogSource | undefined> {
  const [uri] = (await vscode.window.showOpenDialog({ title, openLabel: 'Diagnose', canSelectMany: false })) ?? [];
  return uri && fileSource(uri);
}
