import * as vscode from 'vscode';
import type { GapDocuments } from './gapDocuments';

/** Named by `when` clauses in package.json. */
const CONTEXT_KEY = 'authLens.canInsertRefresh';

/** The entry of the editor's context menu is there where it has something to do. */
export function showRefreshMenu(gaps: GapDocuments): vscode.Disposable {
  let shown = false;
  const update = () => {
    const document = vscode.window.activeTextEditor?.document;
    const can = document !== undefined && (gaps.known(document) ?? []).some((gap) => gap.fixable);
    if (can === shown) return;
    shown = can;
    void vscode.commands.executeCommand('setContext', CONTEXT_KEY, can);
  };
  return vscode.Disposable.from(gaps.onDidChange(update), vscode.window.onDidChangeActiveTextEditor(update));
}
