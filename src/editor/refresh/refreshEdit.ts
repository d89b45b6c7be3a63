import * as vscode from 'vscode';
import type { Rewrite } from '../../core/rewrite/rewrite';
import { textEditsOf } from '../convert';
import { placeOf } from './place';

/** What is to be done to one document, and the version of it that it was computed for. */
export interface DocumentChange {
  readonly document: vscode.TextDocument;
  readonly version: number;
  readonly rewrite: Pick<Rewrite, 'title' | 'edits' | 'newFiles'>;
}

/**
 * The changes as one edit, and so one step to undo. An edit of one document is made at once; one that touches more asks
 * to be confirmed, which makes VS Code show all of it first.
 *
 * @returns undefined where a document has changed since, or has no folder that a new file could be put into.
 */
export function refreshEdit(changes: readonly DocumentChange[]): vscode.WorkspaceEdit | undefined {
  const newFiles = changes.flatMap(({ document, rewrite }) => {
    const place = placeOf(document);
    return rewrite.newFiles.map(({ path, text }) => ({ uri: place.uriOf(path), path, text }));
  });
  const isSmall = changes.length === 1 && newFiles.length === 0;
  const edit = new vscode.WorkspaceEdit();
  for (const { uri, path, text } of newFiles) {
    if (!uri) return undefined;
    // Without options it fails, before anything is done, where somebody has made the file meanwhile. The text is not given
    // as `contents`, because those do not survive `vscode.executeCodeActionProvider`.
    edit.createFile(uri, {}, metadata(`New file ${path}`));
    const content = vscode.TextEdit.insert(new vscode.Position(0, 0), text);
    if (text.includes('\r\n')) content.newEol = vscode.EndOfLine.CRLF;
    edit.set(uri, [[content, metadata(`New file ${path}`)]]);
  }
  for (const { document, version, rewrite } of changes) {
    if (document.isClosed || document.version !== version) return undefined;
    const edits = textEditsOf(document, rewrite.edits);
    const confirmed = edits.map((one): [vscode.TextEdit, vscode.WorkspaceEditEntryMetadata] => [
      one,
      metadata(rewrite.title),
    ]);
    if (isSmall) edit.set(document.uri, edits);
    else edit.set(document.uri, confirmed);
  }
  return edit;
}

function metadata(label: string): vscode.WorkspaceEditEntryMetadata {
  return { needsConfirmation: true, label };
}
