// Where in a kernel's memory what is, in bytes. Plain numbers: the kernel and the host that fills the memory both import them.

/** This is of `core/token/find/kernelTables.ts`; behind it is what a guest has of its own: see `scripts/build/kernel.mjs`. */
export const TABLES_AT = 0;

/** The window of text is here, and around it what there is: so many bytes are looked at before and after it. */
export const BASE_AT = 8_128;
export const WINDOW_BYTES = 262_144;
/** That of a file may be longer: it costs less to fetch it with few reads than to have it in a nearer cache. */
export const FILE_WINDOW_BYTES = 1_048_576;
export const BYTES_BEFORE = 640;
export const BYTES_AFTER = 512;

/**
 * The finds are here, behind what the search writes for itself (`memory.ts`), eight bytes for two of a window at most; until there
 * are any, a text with characters beyond Latin-1, two bytes a unit.
 */
export const FOUND_AT = 1_572_864;

/** Behind a window that is not the end of its text: what may begin an escape ends no run. */
export const GOES_ON = 0x25;
/** So much the kernel reads at once, and so much of that. */
export const PADDING_BYTES = 64;
