/** `core/token/kernelTables.ts`, written by the host. */
export const TABLES: usize = 4096;
export const CLASSES: usize = TABLES;
export const SECONDS: usize = TABLES + 256;
export const THIRDS: usize = TABLES + 512;
export const PAIRS: usize = TABLES + 768;
export const DIGITS: usize = TABLES + 800;
export const FIFTEEN: usize = TABLES + 832;
/** What is decoded of a header. */
export const JSON: usize = 8192;

/** Bits of `CLASSES`, as in `core/token/alphabet.ts`. */
export const BASE64URL: u8 = 1;
export const DOT: u8 = 2;
export const BASE64: u8 = 4;
export const GLUE: u8 = 32;
export const CONTINUING: u8 = 64;

/** Blocks with pairs of letters, and where those pairs are that have the right letter behind them, four bytes each. */
export const BLOCKS: usize = 1_376_256;
export const HITS: usize = 1_441_792;

/** The host writes the window to `BASE`, and around it what there is: so many bytes are looked at before and after it. */
export const BASE: usize = 16_384;
export const WINDOW: i32 = 262_144;
export const BEFORE: i32 = 640;
export const AFTER: i32 = 512;

/** Where a text with characters beyond Latin-1 is put: two bytes a unit, for as many as the window and its surroundings. */
export const UNITS: usize = 294_912;
/** A find is two words: its place, counted from the window's start, and a verdict. */
export const FOUND: usize = 294_912;

let next: usize = FOUND;

export function startFinds(): void {
  next = FOUND;
}

export function finds(): i32 {
  return <i32>((next - FOUND) >> 3);
}

/** A find at the second letter of a pair. */
export function find(at: usize, verdict: u32): void {
  if (verdict == REFUSED) return;
  store<u32>(next, <u32>(at - BASE));
  store<u32>(next, verdict, 4);
  next += 8;
}

/** What a verdict says. Nothing: `scan` has to look. */
export const OPEN: u32 = 0;
export const JWS: u32 = 1;
export const JWE: u32 = 2;
/** A run without dots, escapes and wraps, and one that looks random besides. */
export const PLAIN: u32 = 3;
export const RANDOM: u32 = 4;
/** No find at all: `scan` would refuse it, whatever stands before it. */
export const REFUSED: u32 = u32.MAX_VALUE;

/** What stands there, and where it ends. */
export function settled(kind: u32, end: usize): u32 {
  return (<u32>(end - BASE) << 3) | kind;
}

@inline
export function isClass(at: usize, classes: u8): bool {
  return (load<u8>(CLASSES + <usize>load<u8>(at)) & classes) != 0;
}

/**
 * Copies units of UTF-16 from `UNITS` to bytes at `to`. What is beyond Latin-1 becomes 0xff, which is as little part of a
 * token.
 */
export function narrow(to: usize, count: i32): void {
  const most = i16x8.splat(0xff);
  for (let at: usize = 0; at < <usize>count; at += 16) {
    const a = i16x8.min_u(v128.load(UNITS + 2 * at), most);
    const b = i16x8.min_u(v128.load(UNITS + 2 * at, 16), most);
    v128.store(to + at, i8x16.narrow_i16x8_u(a, b));
  }
}
