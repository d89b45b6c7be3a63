/** A search over bytes, faster than any in JavaScript: `src/kernel`, as a host runs it. */
export interface Kernel {
  /** So much of a text is searched in one call at most, in UTF-16 units. */
  readonly window: number;
  /**
   * Finds between two places of a text, in order, valid until the next call. Each is two words: where the second letter of
   * a pair of an anchor stands (see `anchors.ts`), as an offset from `from`; and what is settled about what begins there.
   * That is 0 for nothing, else its end as an offset from `from`, times four, plus 1 for a whole JWS, 2 for a whole JWE,
   * 3 for a run of base64url without a dot, an escape or a line break in it.
   */
  search(text: string, from: number, to: number): Uint32Array;
}
