import { before, distance, type Lines, type Position, type Range } from '../text/position';
import { ANCHOR_REACH, START_REACH } from './anchors';
import { breakBehind } from './breaks';
import { candidatesByLetters } from './candidatesByLetters';
import { endOfPlaced, type PlacedToken, placeTokens, placeWhole } from './indexedToken';
import type { Kernel, SearchedLines } from './kernel';
import { CONTEXT_AFTER, CONTEXT_BEFORE, scan } from './scan';
import { scanRange } from './scanRange';

/**
 * The same as `scanRange` for a range of many lines: they are searched where a kernel can read them and never become one
 * text. Undefined where the kernel cannot: a line has characters beyond Latin-1, or they are too many at once.
 */
export function scanLines(lines: Lines, range: Range, kernel: Kernel): readonly PlacedToken[] | undefined {
  const origin = before(lines, range.start, ANCHOR_REACH);
  const searched = kernel.searchLines(lines, { start: origin, end: range.end });
  return searched && new LineScan(lines, origin.line, searched).from(distance(lines, origin, range.start));
}

/** Takes finds in order. Offsets count from where the kernel began. */
class LineScan {
  readonly #lines: Lines;
  readonly #firstLine: number;
  readonly #searched: SearchedLines;
  readonly #tokens: PlacedToken[] = [];
  /** Where the last token ends, and the last text that was scanned as such. */
  #done = 0;
  #scanned = 0;
  /** The line that was asked for last, counted from the first. */
  #line = 0;

  constructor(lines: Lines, firstLine: number, searched: SearchedLines) {
    this.#lines = lines;
    this.#firstLine = firstLine;
    this.#searched = searched;
  }

  from(first: number): readonly PlacedToken[] {
    const { finds } = this.#searched;
    this.#done = first;
    for (let index = 0; index < finds.length; index += 2) {
      const place = finds[index] ?? 0;
      const verdict = finds[index + 1] ?? 0;
      const end = verdict >>> 3;
      const kind = SETTLED[verdict & 7] ?? 'open';
      if (kind === 'open') {
        if (place >= this.#scanned) this.#scanAround(index);
      } else if (kind === 'jws' || kind === 'jwe') {
        const start = place - 2;
        if (start < this.#done) continue;
        this.#tokens.push(placeWhole(this.#placeOf(start), end - start, kind, 'structure'));
        this.#done = end;
      } else if (place - 1 >= this.#done && !this.#readRun(place - 1, end, kind)) this.#scanAround(index);
    }
    return this.#tokens;
  }

  /** A run of base64url. False where it goes on as something else behind its end. */
  #readRun(start: number, end: number, settled: 'plain' | 'random'): boolean {
    const { text, from, to } = this.#searched;
    if (BASE64_MORE.includes(text(end, end + 1))) return false;
    const textStart = Math.max(from, start - CONTEXT_BEFORE);
    const textEnd = Math.min(to, end + CONTEXT_AFTER);
    const candidate = {
      settled,
      settledEnd: end - textStart,
      next: (at: number) => (at === 0 ? start - textStart : -1),
    };
    const [token] = scan(text(textStart, textEnd), candidate);
    if (!token) return true;
    if (token.end > end - textStart) return false;
    this.#tokens.push(...placeTokens([token], (offset) => this.#placeOf(textStart + offset)));
    this.#done = textStart + token.end;
    return true;
  }

  /** What a find and those close behind it stand for, as a scan of the text around them sees it. */
  #scanAround(first: number): void {
    const { finds, length, text } = this.#searched;
    const place = finds[first] ?? 0;
    const reach = text(place - 1, place) === '.' ? START_REACH : LETTERS_AT_START;
    const start = Math.max(this.#done, place - reach);
    let end = this.#breakBehind(place + ANCHOR_REACH);
    for (let index = first + 2; index < finds.length && (finds[index] ?? 0) < end; index += 2) {
      end = Math.max(end, this.#breakBehind((finds[index] ?? 0) + ANCHOR_REACH));
    }
    this.#scanned = end;
    if (start >= end) return;
    const range = { start: this.#placeOf(start), end: this.#placeOf(Math.min(end, length)) };
    // By letters, because the kernel still holds what we read.
    const tokens = scanRange(this.#lines, range, candidatesByLetters);
    const last = tokens.at(-1);
    this.#tokens.push(...tokens);
    if (last) this.#done = this.#offsetOf(endOfPlaced(last));
  }

  #breakBehind(offset: number): number {
    const { length } = this.#searched;
    return offset >= length ? length : this.#offsetOf(breakBehind(this.#lines, this.#placeOf(offset)));
  }

  #placeOf(offset: number): Position {
    const { starts } = this.#searched;
    while (this.#line + 1 < starts.length && (starts[this.#line + 1] ?? 0) <= offset) this.#line++;
    while (this.#line > 0 && (starts[this.#line] ?? 0) > offset) this.#line--;
    return { line: this.#firstLine + this.#line, character: offset - (starts[this.#line] ?? 0) };
  }

  #offsetOf({ line, character }: Position): number {
    return (this.#searched.starts[line - this.#firstLine] ?? this.#searched.length) + character;
  }
}

/** In the order of the kernel's numbers. */
const SETTLED = ['open', 'jws', 'jwe', 'plain', 'random'] as const;

/** Base64 has these, base64url has not. */
const BASE64_MORE = ['+', '/'];

/** But for a header, the letters that a find stands for are the first ones of a token or stand before it. */
const LETTERS_AT_START = 2;
