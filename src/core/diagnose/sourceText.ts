import { indexLines, LineIndex } from '../text/lines';
import type { Span } from '../text/span';
import type { Trace } from './observation';

/** Where traces are cut from: the whole text, or the window of a stream that has just passed by. */
export interface SourceText {
  /** The text of the span, as far as it is still at hand. */
  slice(span: Span): string;
  /** From 1. */
  lineAt(offset: number): number;
}

export function wholeText(text: string): SourceText {
  const lines = indexLines(text);
  return {
    slice: ({ start, end }) => text.slice(start, end),
    lineAt: (offset) => lines.lineAt(offset) + 1,
  };
}

/** The end of a stream: its last pieces, `WINDOW` UTF-16 units or a little more, and the starts of all lines. */
export class TextWindow implements SourceText {
  private readonly lines = new LineIndex();
  /** Kept apart: joining them would copy the window for every trace. */
  private pieces: { readonly start: number; readonly text: string }[] = [];
  private end = 0;

  append(text: string): void {
    this.lines.append(text);
    this.pieces.push({ start: this.end, text });
    this.end += text.length;
    const [, second] = this.pieces;
    if (second && this.end - second.start > WINDOW * 2)
      this.pieces = this.pieces.filter(({ start }) => this.end - start <= WINDOW);
  }

  slice({ start, end }: Span): string {
    const parts: string[] = [];
    for (let at = this.pieces.length - 1; at >= 0; at--) {
      const piece = this.pieces[at];
      if (!piece || piece.start + piece.text.length <= start) break;
      parts.push(piece.text.slice(Math.max(0, start - piece.start), Math.max(0, end - piece.start)));
    }
    return parts.reverse().join('');
  }

  lineAt(offset: number): number {
    return this.lines.lineAt(offset) + 1;
  }
}

/** A longer exchange than this loses the words of its first lines as evidence, never its place. */
const WINDOW = 4_000_000;

/** The span with its line and what stands around it, up to `LONGEST_EXCERPT` UTF-16 units. */
export function traceOf(source: SourceText, span: Span): Trace {
  const end = Math.min(span.end, span.start + LONGEST_EXCERPT);
  const spare = Math.max(0, LONGEST_EXCERPT - (end - span.start));
  const before = source.slice({ start: Math.max(0, span.start - spare / 2), end: span.start });
  const after = source.slice({ start: end, end: end + spare / 2 });
  const excerpt = `${lastLine(before)}${source.slice({ start: span.start, end })}${firstLine(after)}`.trim();
  return { start: span.start, end: span.end, line: source.lineAt(span.start), excerpt };
}

const LONGEST_EXCERPT = 200;

function lastLine(text: string): string {
  return text.slice(Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r')) + 1);
}

function firstLine(text: string): string {
  const end = text.search(/[\r\n]/);
  return end < 0 ? text : text.slice(0, end);
}
