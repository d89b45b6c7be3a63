// Where the scan of a file stands, as numbers that the scan and a kernel (`src/kernel/known.ts`, which is another language) both
// read and write. By their index among numbers of four bytes; places count from the first byte in memory.

/** Where places begin that were not looked at yet. */
export const NEXT = 0;
/** Where the last token ends. */
export const LAST_END = 1;
/** Up to where lines are counted. */
export const COUNTED = 2;
/** Of lines: how many there were, the column, and whether a return stands before what was not counted. */
export const LINE = 3;
export const CHARACTER = 4;
export const BEHIND_RETURN = 5;
/** How many finds the last search made. */
export const FINDS = 6;
/** How many bytes left the memory when all of them were done with. */
export const DROPPED = 7;

export const STATE_LENGTH = 8;

/** What a kernel answers where no find of a window is left to be looked at. */
export const WALKED = -1;

/**
 * The next bytes are read to such a place: to one that is, within a page, a few bytes behind where they come from, some processors
 * copy four times more slowly (each write is taken for one that the next read depends on).
 */
export const ALIGNED = 64;
