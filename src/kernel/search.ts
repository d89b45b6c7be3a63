// AssemblyScript, compiled to WebAssembly at build time (scripts/build/kernel.mjs): finds where tokens and their names
// may stand in a window of bytes. What the letters mean is in core/token/candidates.ts; this offers too many of
// them, never too few.

/** The classes of `core/token/alphabet`, one byte for each character, written by the host. */
export const CLASSES: i32 = 1024;
const BASE64URL: u8 = 1;
const DOT: u8 = 2;
const BASE64: u8 = 4;
const GLUE: u8 = 32;
const CONTINUING: u8 = 64;

/** Nothing after a name is looked at behind so much glue, and no run is measured farther. */
const LONGEST_GLUE: usize = 64;
/** The shortest opaque value, and the shortest header of a JWT that has `alg` in it. */
const LEAST_OPAQUE: usize = 24;
const LEAST_HEADER: usize = 10;
/** As in `candidates.ts`: longer words before a dot are segments. */
const LONGEST_PREFIX: usize = 24;

/** `tion` of `zation` and `ode=` of `code=`, as four bytes. */
const TION: u32 = 0x6e6f6974;
const CODE: u32 = 0x3d65646f;

export const WINDOW: i32 = 262_144;
/** Where the window begins; so much before it and behind it is readable, too. */
export const BASE: i32 = 2048;
export const MARGIN: i32 = 128;
export const HITS: i32 = 2048 + 262_144 + 1024;

/**
 * Writes the place of the second letter of each pair that may begin something, counted from the window's start.
 *
 * @param exact 0 where the text has characters beyond Latin-1: their low bytes are here, so nothing around a pair can be
 *   trusted.
 * @returns how many there are
 */
export function search(length: i32, exact: i32): i32 {
  let out: usize = <usize>HITS;
  const base: usize = <usize>BASE;
  const end: usize = base + <usize>length;
  for (let block: usize = base; block < end; block += 64) {
    const a = pairs(block);
    const b = pairs(block + 16);
    const c = pairs(block + 32);
    const d = pairs(block + 48);
    if (!v128.any_true(v128.or(v128.or(a, b), v128.or(c, d)))) continue;
    let hits: u64 = <u64>found(a) | ((<u64>found(b)) << 16) | ((<u64>found(c)) << 32) | ((<u64>found(d)) << 48);
    while (hits) {
      const at: usize = block + <usize>ctz(hits);
      hits &= hits - 1;
      if (at < end && (exact ? isHit(at) : true)) {
        store<u32>(out, <u32>(at - base));
        out += 4;
      }
    }
  }
  return <i32>((out - <usize>HITS) >> 2);
}

function found(pairs: v128): i32 {
  return i8x16.bitmask(i8x16.ne(pairs, i8x16.splat(0)));
}

/**
 * The pairs yJ, AQ or BQ, .e, ke, za, ?c and &c, a bit for each: both halves of both bytes must agree on one, so all
 * seven cost as much as one.
 */
function pairs(at: usize): v128 {
  const second = v128.load(at);
  const first = v128.load(at - 1);
  const low = i8x16.splat(15);
  const seconds = v128.and(
    i8x16.swizzle(i8x16(0, 2 | 16, 0, 96, 0, 4 | 8, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0), v128.and(second, low)),
    i8x16.swizzle(i8x16(0, 0, 0, 0, 1 | 8, 2, 4 | 8 | 16 | 96, 0, 0, 0, 0, 0, 0, 0, 0, 0), i8x16.shr_u(second, 4)),
  );
  const firsts = v128.and(
    i8x16.swizzle(i8x16(0, 2, 2, 0, 0, 0, 64, 0, 0, 1, 16, 8, 0, 0, 4, 32), v128.and(first, low)),
    i8x16.swizzle(i8x16(0, 0, 4 | 64, 32, 2 | 8, 0, 8, 1 | 16, 0, 0, 0, 0, 0, 0, 0, 0), i8x16.shr_u(first, 4)),
  );
  return v128.and(firsts, seconds);
}

/** Looks at what is around a pair; most end here. */
function isHit(at: usize): bool {
  const second = load<u8>(at);
  if (second == 0x4a) return load<u8>(at - 2) == 0x65 && mayBegin(at - 2) && isLong(at - 2, LEAST_HEADER);
  if (second == 0x51) return mayBegin(at - 1) && isLong(at - 1, LEAST_OPAQUE);
  if (load<u8>(at - 1) == 0x2e) return endsHeader(at);
  if (second == 0x61) return load<u32>(at + 1) == TION && mayPrecede(at + 5);
  if (second == 0x63) return load<u32>(at + 1) == CODE && mayPrecede(at + 4);
  const next = load<u8>(at + 1);
  return (next == 0x6e || next == 0x4e) && mayPrecede(at + 2);
}

function isClass(at: usize, classes: u8): bool {
  return (load<u8>(<usize>CLASSES + <usize>load<u8>(at)) & classes) != 0;
}

/** Whether something may begin here: not in a word, unless an escape, emphasis or the sign of a diff may end before it. */
function mayBegin(at: usize): bool {
  const before = load<u8>(at - 1);
  if (before == 0x2e) return !isSegment(at);
  if (!isClass(at - 1, BASE64URL) || before == 0x5f || before == 0x2d || before == 0x6d) return true;
  for (let back: usize = 2; back <= 8; back++) {
    const code = load<u8>(at - back);
    if (code == 0x5c || code == 0x25) return true;
  }
  return false;
}

function isSegment(at: usize): bool {
  const floor = at - LONGEST_PREFIX;
  let start = at - 1;
  while (start > floor && isClass(start - 1, BASE64URL)) start--;
  return start > floor && load<u16>(start) == 0x7965;
}

/** Whether enough stands here for a token, or what it may go on behind; padding comes only behind enough. */
function isLong(at: usize, least: usize): bool {
  const enough = at + least;
  while (at < enough && isClass(at, BASE64URL | BASE64 | DOT)) at++;
  const code = load<u8>(at);
  return at == enough || code == 0x26 || (code != 0x3d && isClass(at, CONTINUING));
}

/** Whether base64url of `{` begins at the `e`, and what may be a header ends before the dot. */
function endsHeader(at: usize): bool {
  const second = load<u8>(at + 1);
  if (second != 0x77 && second != 0x79) return false;
  for (let back: usize = 2; back < LEAST_HEADER + 2; back++) {
    if (!isClass(at - back, BASE64URL)) return false;
  }
  return true;
}

/** Whether a value may follow a name that ends here: glue and then a long run, an escape, or a word such as `Bearer`. */
function mayPrecede(at: usize): bool {
  const end = at + LONGEST_GLUE;
  let from = at;
  while (from < end && isClass(from, GLUE)) from++;
  const code = load<u8>(from);
  if (code == 0x5c || code == 0x25 || code == 0x26) return true;
  if (from == at || !isClass(from, BASE64URL)) return false;
  const letter = code | 0x20;
  return letter == 0x62 || letter == 0x73 || letter == 0x76 || isLong(from, LEAST_HEADER);
}
