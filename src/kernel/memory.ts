import {
  BEFORES_AT,
  BYTES_AT,
  CLASSES_AT,
  DIGITS_AT,
  FIFTEEN_AT,
  KINDS_AT,
  NAME_ENDS_AT,
  PAIRS_AT,
  RULES_AT,
  RUNS_AT,
  SECONDS_AT,
  THIRDS_AT,
  VALUES_AT,
  WORDS_AT,
} from '../core/token/find/kernelSections';
import { BASE_AT, FOUND_AT, TABLES_AT } from './layout';

/** `core/token/find/kernelTables.ts`, written by the host. */
export const CLASSES: usize = TABLES_AT + CLASSES_AT;
export const SECONDS: usize = TABLES_AT + SECONDS_AT;
export const BEFORES: usize = TABLES_AT + BEFORES_AT;
export const THIRDS: usize = TABLES_AT + THIRDS_AT;
const KINDS: usize = TABLES_AT + KINDS_AT;
const BYTES: usize = TABLES_AT + BYTES_AT;
export const PAIRS: usize = TABLES_AT + PAIRS_AT;
export const FIFTEEN: usize = TABLES_AT + FIFTEEN_AT;
export const DIGITS: usize = TABLES_AT + DIGITS_AT;
export const RUNS: usize = TABLES_AT + RUNS_AT;
export const VALUES: usize = TABLES_AT + VALUES_AT;
export const RULES: usize = TABLES_AT + RULES_AT;
export const WORDS: usize = TABLES_AT + WORDS_AT;
export const NAME_ENDS: usize = TABLES_AT + NAME_ENDS_AT;
/** What is decoded of a header. */
export const JSON: usize = 4096;

/** Bits of `CLASSES`, as in `core/token/find/alphabet.ts`. */
export const BASE64URL: u8 = 1;
export const DOT: u8 = 2;
export const BASE64: u8 = 4;
export const GLUE: u8 = 32;
export const CONTINUING: u8 = 64;

/** Bits of `KINDS`, as in `core/token/find/kernelTables.ts`; two more are `glueWith`. */
export const MASK: u8 = 1;
export const HEADER_NAME: u8 = 2;
export const ESCAPED: u8 = 4;
export const JOINING: u8 = 8;
export const ESCAPED_JOINT: u8 = 64;
export const PRINTABLE: u8 = 128;

/** Blocks with pairs of letters, and where those pairs are that have the right letter behind them, four bytes each. */
export const BLOCKS: usize = 1_376_256;
export const HITS: usize = 1_441_792;

export const BASE: usize = BASE_AT;
/** A find is two words: its place, counted from the window's start, and a verdict. */
const FOUND: usize = FOUND_AT;

let next: usize = 0;

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

/** What a verdict says, as in `core/token/find/finds.ts`. Nothing: `scan` has to look. */
export const OPEN: u32 = 0;
/** Of a name. */
export const NOTHING: u32 = 0;
export const JWS: u32 = 1;
export const JWE: u32 = 2;
/** A run without dots, escapes and wraps, and one that looks random besides. */
export const PLAIN: u32 = 3;
export const RANDOM: u32 = 4;
/** Such a run, whole, behind `Bearer`, `access_token` or `refresh_token`. */
export const BEARER: u32 = 5;
export const ACCESS: u32 = 6;
export const REFRESH: u32 = 7;
/** No find at all: `scan` would refuse it, whatever stands before it. */
export const REFUSED: u32 = u32.MAX_VALUE;

/** What stands there, and where it ends. */
export function settled(kind: u32, end: usize): u32 {
  return (<u32>(end - BASE) << 3) | kind;
}

@inline
export function isClass(at: usize, classes: u8): bool {
  return (load<u8>(<usize>load<u8>(at), CLASSES) & classes) != 0;
}

@inline
export function isKind(byte: u8, kinds: u8): bool {
  return (load<u8>(<usize>byte, KINDS) & kinds) != 0;
}

/** What a backslash and this byte are between a name and a value, see `core/token/find/kernelTables.ts`. */
@inline
export function glueWith(byte: u8): i32 {
  return <i32>(load<u8>(<usize>byte, KINDS) >> 4) & 3;
}

/** A byte in every lane. Loaded, because a vector that is written out weighs twice as much. */
@inline
export function every(byte: usize): v128 {
  return v128.load8_splat(BYTES + byte);
}

/**
 * Copies units of UTF-16 from where finds will be to bytes at `to`. What is beyond Latin-1 becomes 0xff, which is as little part of a
 * token.
 */
export function narrow(to: usize, count: i32): void {
  const most = i16x8.shr_u(every(0xff), 8);
  for (let at: usize = 0; at < <usize>count; at += 16) {
    const a = i16x8.min_u(v128.load(FOUND + 2 * at), most);
    const b = i16x8.min_u(v128.load(FOUND + 2 * at, 16), most);
    v128.store(to + at, i8x16.narrow_i16x8_u(a, b));
  }
}
