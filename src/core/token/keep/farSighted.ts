import { PlacedItems } from '../../text/placedItems';
import type { Lines, Position, Range } from '../../text/position';

/**
 * The lines of a document on which values stand over which other lines may decide (see `scan`): few, in most documents none.
 * Kept while it is edited.
 */
export class FarSighted {
  readonly #lines = new PlacedItems<true>();

  /** Whether what stands in a range may decide over one of them. */
  mayMind({ start, end }: Range): boolean {
    const at = this.#lines.indexAt(startOf(start.line - REACH));
    return at < this.#lines.length && this.#lines.lineOf(at) <= end.line + REACH;
  }

  /** @param newEnd where what replaced `range` ends. */
  change({ start, end }: Range, newEnd: Position): void {
    if (this.#lines.length === 0) return;
    const wasThere = this.#remove(start.line + 1, end.line + 1);
    this.#lines.moveLines(this.#indexOf(start.line + 1), newEnd.line - end.line);
    if (wasThere) this.#add(newEnd.line);
  }

  /** @param found where such values stand of those that begin in `range`. */
  renew(lines: Lines, { start, end }: Range, found: readonly Position[]): void {
    if (this.#lines.length > 0) {
      const isWhole = end.character === lines.lineAt(end.line).length;
      this.#remove(start.character === 0 ? start.line : start.line + 1, isWhole ? end.line + 1 : end.line);
    }
    for (const { line } of found) this.#add(line);
  }

  #add(line: number): void {
    const at = this.#indexOf(line);
    if (at < this.#indexOf(line + 1)) return;
    this.#lines.replace(at, 0, [{ ...startOf(line), item: true }]);
  }

  /** From one line up to another. Whether there were any. */
  #remove(line: number, next: number): boolean {
    const first = this.#indexOf(line);
    const count = this.#indexOf(next) - first;
    if (count > 0) this.#lines.replace(first, count, []);
    return count > 0;
  }

  #indexOf(line: number): number {
    return this.#lines.indexAt(startOf(line));
  }
}

/** Words that decide over a value are no further away in UTF-16 units, lines of base64 are the next ones. */
const REACH = 257;

function startOf(line: number): Position {
  return { line, character: 0 };
}
