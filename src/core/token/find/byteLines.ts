import type { Position } from '../../text/position';
import type { ByteSearch } from './byteSearch';
import { BEHIND_RETURN, CHARACTER, COUNTED, LINE } from './scanState';

/**
 * Lines and columns of a file that passes through the memory of a search. Each byte is counted once, so places are asked
 * for in their order. What is counted stands in the state of the search, where a kernel counts on.
 */
export class ByteLines implements Position {
  readonly #search: ByteSearch;
  readonly #state: Int32Array;
  #isAtStart = true;

  constructor(search: ByteSearch) {
    this.#search = search;
    this.#state = search.state;
    this.#state.fill(0, COUNTED, BEHIND_RETURN + 1);
  }

  get line(): number {
    return this.#state[LINE] ?? 0;
  }

  get character(): number {
    return this.#state[CHARACTER] ?? 0;
  }

  /** The line and column of a place, from zero, as an editor counts them: of the one that was asked for last, in one object. */
  at(place: number): Position {
    this.#countTo(place);
    return this;
  }

  /** So many bytes leave the memory: places count from what is behind them. */
  drop(count: number): void {
    this.#countTo(count);
    this.#state[COUNTED] = (this.#state[COUNTED] ?? 0) - count;
  }

  /** To be called when the first bytes are there, before somebody else counts. */
  begin(): void {
    const { bytes } = this.#search;
    if (this.#isAtStart && MARK.every((code, at) => bytes[at] === code)) this.#state[COUNTED] = MARK.length;
    this.#isAtStart = false;
  }

  #countTo(end: number): void {
    this.begin();
    const { bytes } = this.#search;
    const state = this.#state;
    let start = state[COUNTED] ?? 0;
    if (end <= start) return;
    if (state[BEHIND_RETURN] === 1 && bytes[start] === FEED) start++;
    const lineStart = this.#search.lineStart(start, end);
    if (lineStart > start) {
      state[LINE] = this.line + this.#search.breaks(start, lineStart);
      state[CHARACTER] = 0;
    }
    state[CHARACTER] = this.character + this.#search.units(lineStart, end);
    state[COUNTED] = end;
    state[BEHIND_RETURN] = Number(bytes[end - 1] === RETURN);
  }
}

/** The byte order mark of UTF-8, which an editor shows nowhere. */
const MARK = [0xef, 0xbb, 0xbf];
const FEED = 0x0a;
const RETURN = 0x0d;
