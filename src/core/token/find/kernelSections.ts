// Where in a kernel's tables what is, in bytes from their beginning. Plain numbers: what fills the tables and what reads them
// (`src/kernel/memory.ts`, which is another language) both import them.

/** The classes of the alphabet, a byte each. */
export const CLASSES_AT = 0;
/** The rule of a letter that a pair ends with. */
export const SECONDS_AT = 256;
/** For each byte the pairs it may stand right before or right behind. */
export const BEFORES_AT = 512;
export const THIRDS_AT = 768;
/** Kinds of bytes that only the kernel asks for. */
export const KINDS_AT = 1024;
/** Every byte, to be loaded into all lanes of a vector. */
export const BYTES_AT = 1280;
/** The pairs, by the lower half of the first letter. */
export const PAIRS_AT = 1536;
/** Fifteen in each byte of a vector. */
export const FIFTEEN_AT = 1552;
/** The digits of base64url, by halves of a byte. */
export const DIGITS_AT = 1568;
/** The same, and what joins the pieces of a token. */
export const RUNS_AT = 1600;
/** What must stand around a pair, `RULE_BYTES` for each; the first is for what is none. */
export const RULES_AT = 1632;
export const RULE_BYTES = 4;
/** Words of seven letters at most, eight bytes each. */
export const WORDS_AT = 1664;
export const WORD_BYTES = 8;
