import * as vscode from 'vscode';
import { COMMANDS } from './commandIds';
import { rangeOf } from './convert';
import type { TokenDocuments } from './documents';
import type { Output } from './output';
import { resolveHandle } from './pointedAt';
import { registerCommand, UserProblem } from './registerCommand';

/** `authLens.goToToken`: to the token a click points at, else to the next one after the cursor, round the document. */
export function registerGoToToken(documents: TokenDocuments, output: Output): vscode.Disposable {
  return registerCommand(COMMANDS.goToToken, output, async (argument) => {
    const target = argument === undefined ? await nextToken(documents) : await resolveHandle(argument, documents);
    const { start } = rangeOf(target.document, target.token.found);
    const shown = vscode.window.visibleTextEditors.find(({ document }) => document === target.document);
    const editor = await vscode.window.showTextDocument(target.document, shown?.viewColumn);
    editor.selection = new vscode.Selection(start, start);
    editor.revealRange(editor.selection, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  });
}

async function nextToken(documents: TokenDocuments) {
  const editor = vscode.window.activeTextEditor;
  if (!editor) throw new UserProblem('Open a text first: there is no editor to look for tokens in.');
  const { document, selection } = editor;
  await documents.scanned(document);
  const tokens = documents.tokensIn(document);
  const cursor = document.offsetAt(selection.active);
  const token = tokens.find(({ found }) => found.start > cursor) ?? tokens[0];
  if (!token) throw new UserProblem('There is no token in this text.');
  return { document, token };
}
