/** A search that knows letters only, faster than any in JavaScript: `src/kernel`, as a host runs it. */
export interface Kernel {
  /** So much of a text is searched in one call at most, in UTF-16 units. */
  readonly window: number;
  /**
   * The second letters of `yJ`, `AQ`, `BQ`, `.e`, `ke`, `za`, `?c` and `&c` between two places of a text (in any case
   * for `ke`), but for those that cannot be an anchor. As offsets from `from`, in order, valid until the next call.
   */
  search(text: string, from: number, to: number): Uint32Array;
}
