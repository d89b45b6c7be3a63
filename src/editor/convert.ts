import * as vscode from 'vscode';
import type { Edit } from '../core/text/edit';
import { indexLines } from '../core/text/lines';
import type { Lines } from '../core/text/position';
import type { Span } from '../core/text/span';

/** The only crossing between the core's offsets and the editor's lines and columns; both count UTF-16 code units. */
export function rangeOf(document: vscode.TextDocument, span: Span): vscode.Range {
  return new vscode.Range(document.positionAt(span.start), document.positionAt(span.end));
}

/** The same for a text that no document holds yet. */
export function rangeInText(text: string, { start, end }: Span): vscode.Range {
  const lines = indexLines(text);
  const positionOf = (offset: number): vscode.Position => {
    const line = lines.lineAt(offset);
    return new vscode.Position(line, offset - lines.startOf(line));
  };
  return new vscode.Range(positionOf(start), positionOf(end));
}

export function spanOf(document: vscode.TextDocument, range: vscode.Range): Span {
  return { start: document.offsetAt(range.start), end: document.offsetAt(range.end) };
}

/** The document as it is whenever it is asked; never its whole text, which VS Code puts together anew after each edit. */
export function linesOf(document: vscode.TextDocument): Lines {
  return {
    get lineCount() {
      return document.lineCount;
    },
    get terminator() {
      return document.eol === vscode.EndOfLine.CRLF ? '\r\n' : '\n';
    },
    lineAt: (line) => document.lineAt(line).text,
  };
}

export function textEditsOf(document: vscode.TextDocument, edits: readonly Edit[]): vscode.TextEdit[] {
  return edits.map((edit) => vscode.TextEdit.replace(rangeOf(document, edit), edit.newText));
}
