import type * as vscode from 'vscode';
import { findHoles } from '../../core/rewrite/holes';
import { rangeInText } from '../convert';
import { placeOf } from './place';
import type { DocumentChange } from './refreshEdit';

/**
 * What comes after a change that made a helper: it is opened with the first setting selected that only the user can fill in.
 *
 * A selection and not a snippet, because a snippet is an edit of its own: after it the change could no longer be undone as
 * one step, and VS Code starts none in a file that it has just created.
 *
 * @returns undefined where nothing was made, or nothing is to be filled in.
 */
export function fillInCommand(changes: readonly DocumentChange[]): vscode.Command | undefined {
  for (const { document, rewrite } of changes) {
    for (const { path, text } of rewrite.newFiles) {
      const uri = placeOf(document).uriOf(path);
      const [hole] = findHoles(text, document.getText());
      if (!uri || !hole) continue;
      const options: vscode.TextDocumentShowOptions = { selection: rangeInText(text, hole), preview: false };
      return { title: 'Fill In the Settings', command: 'vscode.open', arguments: [uri, options] };
    }
  }
  return undefined;
}
