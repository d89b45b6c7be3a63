import type { Lines, Range } from '../../text/position';

/** A search over bytes, faster than any in JavaScript: `src/kernel`, as a host runs it. */
export interface Kernel {
  searchOf(text: string): TextSearch;
  /** The same in lines that are put together nowhere else. Undefined where they are too long or hold what is no byte. */
  searchLines(lines: Lines, range: Range): SearchedLines | undefined;
}

export interface TextSearch {
  /** So much of the text is searched in one call at most, in UTF-16 units. */
  readonly window: number;
  /**
   * Finds between two places of the text, in order, valid until the next call. Each is two words: where the second letter of
   * a pair of an anchor stands (see `anchors.ts`), as an offset from `from`; and what is settled about what begins there.
   * That is 0 for nothing, else its end as an offset from `from`, times eight, plus 1 for a whole JWS, 2 for a whole JWE,
   * 3 for a run of base64url without a dot, an escape or a line break in it, 4 for one that looks random, too; 5 for such a
   * one that is a whole access token behind `Bearer`, 6 behind `access_token`, 7 for a whole refresh token behind its name.
   */
  search(from: number, to: number): Uint32Array;
}

/** Lines where a kernel can read them, valid until its next call. Offsets count from the start of the range, in UTF-16 units. */
export interface SearchedLines {
  readonly finds: Uint32Array;
  /** Where the lines of the range start; the first may do so before it. */
  readonly starts: Int32Array;
  readonly length: number;
  /** Text can be read from here to there: the range, and what a token in it depends on. */
  readonly from: number;
  readonly to: number;
  readonly text: (start: number, end: number) => string;
  /** From the start of the range on. */
  readonly bytes: Uint8Array;
}
