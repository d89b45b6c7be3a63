// AssemblyScript, compiled to WebAssembly at build time (scripts/build/kernel.mjs): passes over what is nested in a window
// of JSON. It looks at quotes, backslashes and brackets only, 64 bytes at a time, as core/http/nesting.ts does one by one.

export const WINDOW: i32 = 262_144;
/** Where the window begins; a block behind its end is readable, too. */
export const BASE: i32 = 64;
/** Where text of two bytes a unit is put to be narrowed into the window. */
export const WIDE: i32 = 64 + 262_144 + 64;
/** Three numbers that go from call to call: how many containers are open, and whether a string or an escape is. */
export const STATE: i32 = 0;
const DEPTH: usize = 0;
const IN_STRING: usize = 4;
const ESCAPED: usize = 8;

const QUOTE: u8 = 0x22;
const BACKSLASH: u8 = 0x5c;
/** `{` and `}`; with bit 5 set, `[` and `]` are the same. */
const OPEN: u8 = 0x7b;
const CLOSE: u8 = 0x7d;
const ALL: u64 = 0xffff_ffff_ffff_ffff;
const ODD: u64 = 0xaaaa_aaaa_aaaa_aaaa;

/** @returns the place behind the bracket that closes the outermost open container, else `end`; both are addresses */
export function pass(start: i32, end: i32): i32 {
  let depth = load<i32>(DEPTH);
  let inString: u64 = load<i32>(IN_STRING) ? ALL : 0;
  let escaped: u64 = <u64>load<i32>(ESCAPED);
  for (let at = start; at < end; at += 64) {
    const a = v128.load(at);
    const b = v128.load(at, 16);
    const c = v128.load(at, 32);
    const d = v128.load(at, 48);
    const inside: u64 = end - at < 64 ? ((<u64>1) << (<u64>(end - at))) - 1 : ALL;
    const backslashes = equal(a, b, c, d, BACKSLASH) & inside;
    const written = equal(a, b, c, d, QUOTE) & inside;
    if (inString == ALL && (backslashes | written) == 0) {
      escaped = 0;
      continue;
    }
    const before = escaped;
    let quotes = written;
    if (backslashes | escaped) {
      // Which characters a backslash stands before that is not escaped itself (simdjson, `json_escape_scanner`).
      const first = backslashes & ~escaped;
      const ends = (((first << 1) | ODD) - first) ^ ODD;
      quotes &= ~(ends ^ (backslashes | escaped));
      escaped = end - at < 64 ? ((ends & backslashes) >> <u64>(end - at - 1)) & 1 : (ends & backslashes) >> 63;
    }
    const strings = prefixXor(quotes) ^ inString;
    if (backslashes & ~strings) {
      // A backslash outside of a string escapes nothing. No JSON has one, so this may be slow.
      const behind = passSlowly(at, min(at + 64, end), depth, inString != 0, before != 0);
      if (behind) return behind;
      depth = load<i32>(DEPTH);
      inString = load<i32>(IN_STRING) ? ALL : 0;
      escaped = <u64>load<i32>(ESCAPED);
      continue;
    }
    inString = <u64>(<i64>strings >> 63);
    if (end - at < 64) inString = (strings >> <u64>(end - at - 1)) & 1 ? ALL : 0;
    const outside = ~strings & inside;
    if (outside == 0) continue;
    const low = i8x16.splat(0x20);
    const e = v128.or(a, low);
    const f = v128.or(b, low);
    const g = v128.or(c, low);
    const h = v128.or(d, low);
    let opening = equal(e, f, g, h, OPEN) & outside;
    const closing = equal(e, f, g, h, CLOSE) & outside;
    const closed = <i32>popcnt(closing);
    if (closed < depth) {
      depth += <i32>popcnt(opening) - closed;
      continue;
    }
    for (let marks = opening | closing; marks; marks &= marks - 1) {
      if (opening & marks & -marks) depth++;
      else if (--depth == 0) return leave(at + <i32>ctz(marks) + 1, 0, false, false);
    }
  }
  return leave(end, depth, inString != 0, escaped != 0);
}

/** Puts the units of a text into the window, a byte each; those that do not fit become 0 or 255, which mean nothing here. */
export function narrow(length: i32): void {
  for (let at = 0; at < length; at += 16) {
    const from = WIDE + 2 * at;
    v128.store(BASE + at, i8x16.narrow_i16x8_u(v128.load(from), v128.load(from, 16)));
  }
}

function leave(at: i32, depth: i32, inString: bool, escaped: bool): i32 {
  store<i32>(DEPTH, depth);
  store<i32>(IN_STRING, inString);
  store<i32>(ESCAPED, escaped);
  return at;
}

/** @returns as `pass`, but 0 where nothing was closed */
function passSlowly(start: i32, end: i32, open: i32, isInString: bool, isEscaped: bool): i32 {
  let depth = open;
  let inString = isInString;
  let escaped = isEscaped;
  for (let at = start; at < end; at++) {
    const code = load<u8>(at);
    if (inString) {
      if (escaped) escaped = false;
      else if (code == BACKSLASH) escaped = true;
      else if (code == QUOTE) inString = false;
    } else if (code == QUOTE) inString = true;
    else if ((code | 0x20) == OPEN) depth++;
    else if ((code | 0x20) == CLOSE && --depth == 0) return leave(at + 1, 0, false, false);
  }
  leave(end, depth, inString, escaped);
  return 0;
}

/** A bit for each of 64 bytes that is this one. */
function equal(a: v128, b: v128, c: v128, d: v128, byte: u8): u64 {
  const wanted = i8x16.splat(byte);
  return (
    <u64>(<u32>i8x16.bitmask(i8x16.eq(a, wanted))) |
    ((<u64>(<u32>i8x16.bitmask(i8x16.eq(b, wanted)))) << 16) |
    ((<u64>(<u32>i8x16.bitmask(i8x16.eq(c, wanted)))) << 32) |
    ((<u64>(<u32>i8x16.bitmask(i8x16.eq(d, wanted)))) << 48)
  );
}

/** Each bit becomes the parity of those up to it: between quotes, ones. */
function prefixXor(bits: u64): u64 {
  bits ^= bits << 1;
  bits ^= bits << 2;
  bits ^= bits << 4;
  bits ^= bits << 8;
  bits ^= bits << 16;
  return bits ^ (bits << 32);
}
