import type { Span } from './span';

/** Replaces the text of its span by `newText`. An empty span inserts. */
export interface Edit extends Span {
  readonly newText: string;
}

/**
 * The text after all edits. Spans refer to the text before any of them.
 *
 * @throws RangeError where two edits overlap or one leaves the text: that is a fault of the caller, never of user text.
 */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  const ordered = [...edits].sort(inTextOrder);
  let result = '';
  let at = 0;
  for (const edit of ordered) {
    if (edit.start < at || edit.end < edit.start || edit.end > text.length) {
      throw new RangeError(`Edit ${edit.start}-${edit.end} overlaps its neighbour or leaves the text.`);
    }
    result += text.slice(at, edit.start) + edit.newText;
    at = edit.end;
  }
  return result + text.slice(at);
}

/**
 * One list of edits that does what `first` and then `second` do: `second` refers to the text after `first`, the result to
 * the text before both.
 *
 * @param length of the text before both, UTF-16 code units
 */
export function composeEdits(length: number, first: readonly Edit[], second: readonly Edit[]): readonly Edit[] {
  const between = piecesOf(length, first);
  const after: Piece[] = [];
  let at = 0;
  for (const edit of [...second].sort(inTextOrder)) {
    after.push(...cut(between, at, edit.start), edit.newText);
    at = edit.end;
  }
  after.push(...cut(between, at, Number.POSITIVE_INFINITY));
  return editsOf(length, after);
}

/** A stretch of the text before, or new text. */
type Piece = Span | string;

function piecesOf(length: number, edits: readonly Edit[]): readonly Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const edit of [...edits].sort(inTextOrder)) {
    pieces.push({ start: at, end: edit.start }, edit.newText);
    at = edit.end;
  }
  return [...pieces, { start: at, end: length }];
}

function cut(pieces: readonly Piece[], from: number, to: number): readonly Piece[] {
  let at = 0;
  return pieces.map((piece) => {
    const length = typeof piece === 'string' ? piece.length : piece.end - piece.start;
    const start = Math.min(Math.max(from - at, 0), length);
    const end = Math.max(Math.min(to - at, length), start);
    at += length;
    return typeof piece === 'string' ? piece.slice(start, end) : { start: piece.start + start, end: piece.start + end };
  });
}

function editsOf(length: number, pieces: readonly Piece[]): readonly Edit[] {
  const edits: Edit[] = [];
  let at = 0;
  let newText = '';
  const closeAt = (end: number) => {
    if (newText !== '' || end > at) edits.push({ start: at, end, newText });
    newText = '';
  };
  for (const piece of pieces) {
    if (typeof piece === 'string') newText += piece;
    else if (piece.start < piece.end) {
      closeAt(piece.start);
      at = piece.end;
    }
  }
  closeAt(length);
  return edits;
}

function inTextOrder(a: Span, b: Span): number {
  return a.start - b.start || a.end - b.end;
}
