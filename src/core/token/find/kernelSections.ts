// Where in a kernel's tables what is, in bytes from their beginning. Plain numbers: what fills the tables and what reads them
// (`src/kernel/memory.ts`, which is another language) both import them.

// What is asked for most often comes first, because a low address takes fewer bytes of code.

/** The pairs, by the lower half of the first letter. */
export const PAIRS_AT = 0;
/** Fifteen in each byte of a vector. */
export const FIFTEEN_AT = 16;
/** The digits of base64url, by halves of a byte. */
export const DIGITS_AT = 32;
/** The same, and what joins the pieces of a token. */
export const RUNS_AT = 64;
/** What a digit of base64url differs by from its value, by its row of the ASCII table; `_` has a row of its own. */
export const VALUES_AT = 96;
/** The classes of the alphabet, a byte each. */
export const CLASSES_AT = 112;
/** The rule of a letter that a pair ends with. */
export const SECONDS_AT = 368;
/** For each byte the pairs it may stand right before or right behind. */
export const BEFORES_AT = 624;
export const THIRDS_AT = 880;
/** Kinds of bytes that only the kernel asks for. */
export const KINDS_AT = 1136;
/** Every byte, to be loaded into all lanes of a vector. */
export const BYTES_AT = 1392;
/** What must stand around a pair, `RULE_BYTES` for each; the first is for what is none. */
export const RULES_AT = 1648;
export const RULE_BYTES = 4;
/** Words of seven letters at most, eight bytes each. */
export const WORDS_AT = 1680;
export const WORD_BYTES = 8;
/** For the last letter of a name, by its lower five bits, the letters before it, a bit each by theirs. */
export const NAME_ENDS_AT = 1744;
export const NAME_ENDS_BYTES = 128;
