import { indexLines } from './lines';
import { compare, later, type Position, type Range } from './position';

/** One replacement of text, as an editor reports it. */
export interface LinesChange {
  /** What was replaced, in the document as it was before. */
  readonly range: Range;
  readonly text: string;
}

/** Where the new text ends. */
export function endOfNew({ range: { start }, text }: LinesChange): Position {
  if (!/[\r\n]/.test(text)) return { line: start.line, character: start.character + text.length };
  const index = indexLines(text);
  const last = index.lineCount - 1;
  return { line: start.line + last, character: text.length - index.startOf(last) };
}

/** Where a place is after a change whose new text ends at `newEnd`; one in what was replaced is then at its end. */
export function moved(place: Position, { start, end }: Range, newEnd: Position): Position {
  if (compare(place, start) <= 0) return place;
  const { line, character } = later(place, end);
  const right = line === end.line ? newEnd.character - end.character : 0;
  return { line: line + newEnd.line - end.line, character: character + right };
}
