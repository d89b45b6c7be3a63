import * as vscode from 'vscode';
import type { DocumentToken, TokenDocuments } from './documents';
import { UserProblem } from './registerCommand';
import { tokenHandleFrom } from './tokenHandle';

/** The token a command is about: the one its argument points at, else the one in the selection or at the cursor. */
export function pointedAt(argument: unknown, documents: TokenDocuments): DocumentToken | undefined {
  if (argument !== undefined) return resolveHandle(argument, documents).token;
  const editor = vscode.window.activeTextEditor;
  if (!editor) return undefined;
  const { selection, document } = editor;
  if (!selection.isEmpty) return documents.tokensIn(document, selection)[0];
  return documents.tokenAt(document, selection.active);
}

/** Finds what a handle points at, but only in the version it was made for: elsewhere another token may stand there. */
export function resolveHandle(
  argument: unknown,
  documents: TokenDocuments,
): { readonly document: vscode.TextDocument; readonly token: DocumentToken } {
  const handle = tokenHandleFrom(argument);
  const document = handle && vscode.workspace.textDocuments.find(({ uri }) => uri.toString() === handle.uri);
  if (document && document.version === handle?.version) {
    const start = new vscode.Position(handle.line, handle.character);
    const token = documents.tokenAt(document, start);
    if (token?.range.start.isEqual(start)) return { document, token };
  }
  throw new UserProblem('The text has changed since. Point at the token again.');
}
