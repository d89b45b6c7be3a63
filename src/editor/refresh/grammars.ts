import * as vscode from 'vscode';
import type { LoadGrammar } from '../../core/rewrite/parsers';

/** Reads grammars out of the extension's own folder, which in the browser is not on a disk. */
export function grammarReader(extensionUri: vscode.Uri): LoadGrammar {
  return async (name) => vscode.workspace.fs.readFile(vscode.Uri.joinPath(extensionUri, 'dist', 'grammars', name));
}
