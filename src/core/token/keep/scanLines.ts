import { before, compare, distance, type Lines, type Position, type Range } from '../../text/position';
import { BASE64, isClass } from '../find/alphabet';
import { ANCHOR_REACH, START_REACH } from '../find/anchors';
import { endOfRun } from '../find/byteRun';
import type { Candidates } from '../find/candidates';
import { candidatesByKernel } from '../find/candidatesByKernel';
import { endBy, lettersBefore, movedFinds, type Settled, settledBy, wholeOf } from '../find/finds';
import type { Kernel, SearchedLines } from '../find/kernel';
import { CONTEXT_AFTER, CONTEXT_BEFORE, scan } from '../find/scan';
import { endOfPlaced, type PlacedFind, placeTokens, placeWhole } from './indexedToken';

/**
 * The same as `scanRange` for a range of many lines: they are searched where a kernel can read them and never become one
 * text. Undefined where that cannot be: a line has characters beyond Latin-1, they are too many at once, or a token goes on
 * behind the range.
 */
export function scanLines(
  lines: Lines,
  range: Range,
  kernel: Kernel,
  farSighted: Position[] = [],
): readonly PlacedFind[] | undefined {
  const origin = before(lines, range.start, ANCHOR_REACH);
  const searched = kernel.searchLines(lines, { start: origin, end: range.end });
  if (!searched) return undefined;
  const tokens = new LineScan(origin.line, searched, farSighted).from(distance(lines, origin, range.start));
  const last = tokens.at(-1);
  return last && compare(endOfPlaced(last), range.end) > 0 ? undefined : tokens;
}

/** Takes finds in order. Offsets count from where the kernel began. */
class LineScan {
  readonly #firstLine: number;
  readonly #searched: SearchedLines;
  readonly #farSighted: Position[];
  readonly #tokens: PlacedFind[] = [];
  /** Where the last token ends, and the last text that was scanned as such. */
  #done = 0;
  #scanned = 0;
  /** The line that was asked for last, counted from the first. */
  #line = 0;

  constructor(firstLine: number, searched: SearchedLines, farSighted: Position[]) {
    this.#firstLine = firstLine;
    this.#searched = searched;
    this.#farSighted = farSighted;
  }

  from(first: number): readonly PlacedFind[] {
    const { finds } = this.#searched;
    this.#done = first;
    for (let index = 0; index < finds.length; index += 2) {
      const place = finds[index] ?? 0;
      if (place < this.#scanned) continue;
      const verdict = finds[index + 1] ?? 0;
      const end = endBy(verdict);
      const settled = settledBy(verdict);
      const start = place - lettersBefore(settled);
      const whole = wholeOf(verdict);
      if (settled === 'open') this.#scanAround(index);
      else if (start < this.#done) continue;
      else if (whole) {
        this.#tokens.push(placeWhole(this.#placeOf(start), end - start, whole));
        this.#done = end;
      } else if (!this.#readRun(start, end, settled)) this.#scanAround(index);
    }
    return this.#tokens;
  }

  /** A run of base64url. False where it goes on as something else behind its end. */
  #readRun(start: number, end: number, settled: Settled): boolean {
    const { bytes, text, from, to } = this.#searched;
    if (isClass(bytes[end] ?? 0, BASE64)) return false;
    const textStart = Math.max(from, start - CONTEXT_BEFORE);
    const textEnd = Math.min(to, end + CONTEXT_AFTER);
    const candidate = {
      settled,
      settledEnd: end - textStart,
      next: (at: number) => (at === 0 ? start - textStart : -1),
    };
    const farSighted: number[] = [];
    const [token] = scan(text(textStart, textEnd), candidate, farSighted);
    for (const offset of farSighted) this.#farSighted.push(this.#placeOf(textStart + offset));
    if (!token) return true;
    if (token.end > end - textStart) return false;
    this.#tokens.push(...placeTokens([token], (offset) => this.#placeOf(textStart + offset)));
    this.#done = textStart + token.end;
    return true;
  }

  /**
   * What a find and those close behind it stand for: up to where no run of theirs goes on, because each is looked at with
   * regard to those before it.
   */
  #scanAround(first: number): void {
    const { finds, bytes, from, to, length } = this.#searched;
    const place = finds[first] ?? 0;
    const start = Math.max(this.#done, place - START_REACH);
    const textStart = Math.max(from, start - CONTEXT_BEFORE);
    const zone = this.#zoneAt(first);
    for (let reach = CONTEXT_AFTER; ; reach *= 2) {
      const textEnd = Math.min(to, zone.end + reach);
      const text = this.#searched.text(textStart, textEnd);
      const candidates = within(start - textStart, length - textStart, movedFinds(zone.finds, textStart), text);
      const farSighted: number[] = [];
      const tokens = scan(text, candidates, farSighted);
      const reached = tokens.at(-1)?.end ?? 0;
      // A token that nearly fills what was looked at may be longer; the rest of a damaged one may not even be told without its end.
      const mayBeCut =
        tokens.length === 0 && reach < LONGEST_REST && endOfRun(bytes, textEnd - 1, textEnd + 1) > textEnd;
      if (textEnd < to && (reached + CONTEXT_AFTER > text.length || mayBeCut)) continue;
      this.#scanned = Math.max(zone.end, textStart + reached);
      for (const offset of farSighted) this.#farSighted.push(this.#placeOf(textStart + offset));
      this.#tokens.push(...placeTokens(tokens, (offset) => this.#placeOf(textStart + offset)));
      this.#done = Math.max(this.#done, textStart + reached);
      return;
    }
  }

  /** The finds from one on that are close enough for a damaged token to reach over them, and where the run of the last ends. */
  #zoneAt(first: number): { readonly finds: Uint32Array; readonly end: number } {
    const { finds, bytes, to } = this.#searched;
    let end = 0;
    let next = first;
    for (; next < finds.length && (next === first || (finds[next] ?? 0) < end + CONTEXT_AFTER); next += 2) {
      end = Math.max(end, endOfRun(bytes, (finds[next] ?? 0) + ANCHOR_REACH, to));
    }
    return { finds: finds.subarray(first, next), end };
  }

  #placeOf(offset: number): Position {
    const { starts } = this.#searched;
    while (this.#line + 1 < starts.length && (starts[this.#line + 1] ?? 0) <= offset) this.#line++;
    while (this.#line > 0 && (starts[this.#line] ?? 0) > offset) this.#line--;
    return { line: this.#firstLine + this.#line, character: offset - (starts[this.#line] ?? 0) };
  }
}

/** So far behind the run of what may be damaged its rest is looked for, in UTF-16 units. */
const LONGEST_REST = 16 * CONTEXT_AFTER;

/** Candidates between two places that a kernel has found already. */
function within(first: number, last: number, finds: Uint32Array, text: string): Candidates {
  const candidates = candidatesByKernel(text, { window: text.length, search: () => finds });
  return {
    next(from) {
      let at = candidates.next(from);
      while (at >= 0 && at < first) at = candidates.next(at + 1);
      return at < last ? at : -1;
    },
    get settled() {
      return candidates.settled;
    },
    get settledEnd() {
      return candidates.settledEnd;
    },
  };
}
