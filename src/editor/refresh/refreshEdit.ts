import * as vscode from 'vscode';
import type { Rewrite } from '../../core/rewrite/rewrite';
import { textEditsOf } from '../convert';
import { placeOf } from './place';

/** What is to be done to one document, and the version of it that it was computed for. */
export interface DocumentChange {
  readonly document: vscode.TextDocument;
  readonly version: number;
  readonly rewrite: Pick<Rewrite, 'title' | 'edits' | 'newFiles' | 'caution'>;
}

/**
 * The changes as one edit, and so one step to undo. An edit of one document is made at once; one that touches more is shown
 * by VS Code first, with everything ticked.
 *
 * @returns undefined where a document has changed since, or has no folder that a new file could be put into.
 */
export function refreshEdit(changes: readonly DocumentChange[]): vscode.WorkspaceEdit | undefined {
  if (changes.some(({ document, version }) => document.version !== version)) return undefined;
  const newFiles = changes.flatMap(({ document, rewrite }) => {
    const place = placeOf(document);
    return rewrite.newFiles.map(({ path, text }) => ({ uri: place.uriOf(path), path, text }));
  });
  const edit = new vscode.WorkspaceEdit();
  for (const { uri, path, text } of newFiles) {
    if (!uri) return undefined;
    addNewFile(edit, uri, path, text);
  }
  for (const { document, rewrite } of changes) {
    addEdits(edit, document.uri, textEditsOf(document, rewrite.edits), rewrite.title, rewrite.caution);
  }
  const [first] = changes;
  if (first && changes.length + newFiles.length > 1) askForConfirmation(edit, first.document);
  return edit;
}

/**
 * Whether the document still is what the change was computed for. VS Code keeps about fifty documents open that no editor
 * shows; one that it has closed meanwhile is compared by its text.
 */
export async function isCurrent({ document, version }: DocumentChange): Promise<boolean> {
  if (!document.isClosed) return document.version === version;
  const again = await vscode.workspace.openTextDocument(document.uri).then(undefined, () => undefined);
  return again?.getText() === document.getText();
}

function addNewFile(edit: vscode.WorkspaceEdit, uri: vscode.Uri, path: string, text: string): void {
  const label = `New file ${path}`;
  // Without options it fails, before anything is done, where somebody has made the file meanwhile. The text is not given
  // as `contents`, because those do not survive `vscode.executeCodeActionProvider`.
  edit.createFile(uri, {}, { needsConfirmation: false, label });
  const content = vscode.TextEdit.insert(new vscode.Position(0, 0), text);
  if (text.includes('\r\n')) content.newEol = vscode.EndOfLine.CRLF;
  addEdits(edit, uri, [content], label);
}

function addEdits(
  edit: vscode.WorkspaceEdit,
  uri: vscode.Uri,
  edits: readonly vscode.TextEdit[],
  label: string,
  description?: string,
): void {
  const metadata = { needsConfirmation: false, label, ...(description !== undefined && { description }) };
  edit.set(
    uri,
    edits.map((one): [vscode.TextEdit, vscode.WorkspaceEditEntryMetadata] => [one, metadata]),
  );
}

/**
 * Makes VS Code open its preview. Whatever is marked as needing confirmation starts there without a tick, and a user who
 * presses Apply would get nothing; so the mark is on an operation that does nothing and is not listed: creating, unless it
 * exists, what does exist.
 */
function askForConfirmation(edit: vscode.WorkspaceEdit, document: vscode.TextDocument): void {
  const { existing } = placeOf(document);
  const metadata = { needsConfirmation: true, label: 'Insert refresh-on-401 handling', description: 'Several files' };
  if (existing) edit.createFile(existing, { ignoreIfExists: true }, metadata);
}
