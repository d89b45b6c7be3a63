import * as vscode from 'vscode';
import type { DocumentToken, TokenDocuments } from './documents';

/** A line may be as long as the document, and all of it is said to be in view. */
const MOST_IN_VIEW = 500;

/** So much of a line is drawn at once, in UTF-16 units: `editor.stopRenderingLineAfter`, which hardly anybody changes. */
const DRAWN_OF_LINE = 10_000;

/** The tokens that an editor shows, in text order. Of a line that is not wrapped, its beginning counts as shown. */
export function tokensInView(editor: vscode.TextEditor, documents: TokenDocuments): readonly DocumentToken[] {
  const tokens = editor.visibleRanges.flatMap(({ start, end }) =>
    documents
      .tokensIn(editor.document, new vscode.Range(start, new vscode.Position(end.line + 1, 0)), MOST_IN_VIEW)
      .filter(
        ({ range: { start: at } }) => at.character < DRAWN_OF_LINE + (at.line === start.line ? start.character : 0),
      ),
  );
  // One that is folded in the middle is in two ranges.
  return tokens.filter(({ range }, index) => !tokens[index - 1]?.range.isEqual(range));
}
