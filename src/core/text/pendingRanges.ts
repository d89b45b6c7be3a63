import { moved } from './linesChange';
import {
  behind,
  compare,
  distance,
  earlier,
  endOf,
  endOfLine,
  type Lines,
  later,
  type Position,
  type Range,
} from './position';

/** Ranges of a document in which something is still to be done, kept while it is edited. */
export class PendingRanges {
  /** The last one comes first. */
  #ranges: Range[];

  constructor(first: Range) {
    this.#ranges = [first];
  }

  get isEmpty(): boolean {
    return this.#ranges.length === 0;
  }

  add(range: Range): void {
    const isIn = (outer: Range) => compare(outer.start, range.start) <= 0 && compare(range.end, outer.end) <= 0;
    if (!this.#ranges.some(isIn)) this.#ranges.push(range);
  }

  /** @param newEnd where what replaced `range` ends. */
  change(range: Range, newEnd: Position): void {
    const move = (place: Position): Position => moved(place, range, newEnd);
    this.#ranges = this.#ranges.map(({ start, end }) => ({ start: move(start), end: move(end) }));
  }

  /** What there is to do in a range, whatever else is to be done before. */
  takeIn(range: Range): readonly Range[] {
    const taken: Range[] = [];
    this.#ranges = this.#ranges.flatMap((pending) => {
      if (compare(pending.end, range.start) < 0 || compare(range.end, pending.start) < 0) return [pending];
      const [start, end] = [later(pending.start, range.start), earlier(pending.end, range.end)];
      taken.push({ start, end });
      const rests = [
        { start: pending.start, end: start },
        { start: end, end: pending.end },
      ];
      return rests.filter((rest) => compare(rest.start, rest.end) < 0);
    });
    return taken;
  }

  /** What to do next, about so many UTF-16 units of it. `units` are those that it takes of them. */
  take(lines: Lines, units: number): { readonly range: Range; readonly units: number } | undefined {
    const range = this.#ranges.pop();
    if (!range) return undefined;
    const last = endOf(lines);
    const [start, limit] = [earlier(range.start, last), earlier(range.end, last)];
    const end = behind(lines, start, units, limit);
    if (compare(end, limit) >= 0) return { range: { start, end }, units: distance(lines, start, end) };
    // Between two lines nothing is cut apart that would have to be found together.
    const isCut = end.line > start.line && end.character <= units >> 1;
    this.#ranges.push({ start: isCut ? { line: end.line, character: 0 } : end, end: range.end });
    return { range: { start, end: isCut ? endOfLine(lines, end.line - 1) : end }, units };
  }
}
