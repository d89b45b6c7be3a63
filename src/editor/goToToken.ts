import * as vscode from 'vscode';
import type { TokenDocuments } from './documents';
import { resolveHandle } from './pointedAt';
import { UserProblem } from './registerCommand';

/** `authLens.goToToken`: to the token a click points at, else to the next one after the cursor, round the document. */
export async function goToToken(argument: unknown, documents: TokenDocuments): Promise<void> {
  const target = argument === undefined ? await nextToken(documents) : resolveHandle(argument, documents);
  const { start } = target.token.range;
  const shown = vscode.window.visibleTextEditors.find(({ document }) => document === target.document);
  const editor = await vscode.window.showTextDocument(target.document, shown?.viewColumn);
  editor.selection = new vscode.Selection(start, start);
  editor.revealRange(editor.selection, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}

/** Behind the last line of any document. */
const END = new vscode.Position(Number.MAX_SAFE_INTEGER, 0);

async function nextToken(documents: TokenDocuments) {
  const editor = vscode.window.activeTextEditor;
  if (!editor) throw new UserProblem('Open a text first: there is no editor to look for tokens in.');
  const { document, selection } = editor;
  await documents.scanned(document);
  const rest = documents.tokensIn(document, new vscode.Range(selection.active, END));
  const token =
    rest.find(({ range }) => range.start.isAfter(selection.active)) ?? documents.firstTokensIn(document, 1)[0];
  if (!token) throw new UserProblem('There is no token in this text.');
  return { document, token };
}
