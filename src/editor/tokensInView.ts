import * as vscode from 'vscode';
import type { DocumentToken, TokenDocuments } from './documents';

/** A line may be as long as the document, and all of it is said to be in view. */
const MOST_IN_VIEW = 500;

/** The tokens that an editor shows, in text order; parts of lines count as whole lines. */
export function tokensInView(editor: vscode.TextEditor, documents: TokenDocuments): readonly DocumentToken[] {
  const tokens = editor.visibleRanges.flatMap(({ start, end }) =>
    documents.tokensIn(editor.document, new vscode.Range(start.line, 0, end.line + 1, 0), MOST_IN_VIEW),
  );
  // One that is folded in the middle is in two ranges.
  return tokens.filter(({ range }, index) => !tokens[index - 1]?.range.isEqual(range));
}
