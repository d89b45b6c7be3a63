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
  const ordered = [...edits].sort((a, b) => a.start - b.start || a.end - b.end);
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
