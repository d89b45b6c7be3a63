import type { Position } from '../../text/position';
import type { ByteSearch } from './byteSearch';

/**
 * Lines and columns of a file that passes through the memory of a search. Each byte is counted once, so places are asked
 * for in their order.
 */
export class ByteLines implements Position {
  readonly #search: ByteSearch;
  line = 0;
  character = 0;
  /** Where the bytes begin that were not counted yet. */
  #next = 0;
  #isBehindReturn = false;
  #isAtStart = true;

  constructor(search: ByteSearch) {
    this.#search = search;
  }

  /** The line and column of a place, from zero, as an editor counts them: of the one that was asked for last, in one object. */
  at(place: number): Position {
    this.#countTo(place);
    return this;
  }

  /** So many bytes leave the memory: places count from what is behind them. */
  drop(count: number): void {
    this.#countTo(count);
    this.#next -= count;
  }

  /** For somebody else who counts on: the line, the column, up to where they are counted, and whether that is behind a return. */
  lend(state: Int32Array): void {
    this.#begin();
    state[0] = this.line;
    state[1] = this.character;
    state[2] = this.#next;
    state[3] = Number(this.#isBehindReturn);
  }

  takeBack(state: Int32Array): void {
    this.line = state[0] ?? 0;
    this.character = state[1] ?? 0;
    this.#next = state[2] ?? 0;
    this.#isBehindReturn = state[3] === 1;
  }

  #begin(): void {
    const { bytes } = this.#search;
    if (this.#isAtStart && MARK.every((code, at) => bytes[at] === code)) this.#next = MARK.length;
    this.#isAtStart = false;
  }

  #countTo(end: number): void {
    this.#begin();
    const { bytes } = this.#search;
    if (end <= this.#next) return;
    let start = this.#next;
    if (this.#isBehindReturn && bytes[start] === FEED) start++;
    const lineStart = this.#search.lineStart(start, end);
    if (lineStart > start) {
      this.line += this.#search.breaks(start, lineStart);
      this.character = 0;
    }
    this.character += this.#search.units(lineStart, end);
    this.#next = end;
    this.#isBehindReturn = bytes[end - 1] === RETURN;
  }
}

/** The byte order mark of UTF-8, which an editor shows nowhere. */
const MARK = [0xef, 0xbb, 0xbf];
const FEED = 0x0a;
const RETURN = 0x0d;
