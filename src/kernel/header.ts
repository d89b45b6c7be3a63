import { lookUp } from './lookUp';
import { every, FIFTEEN, JSON, JWE, JWS, OPEN, VALUES } from './memory';

/** A longer header is left to `scan`, in characters of base64url. */
export const LONGEST_HEADER: usize = 4096;

/**
 * Reads base64url into `JSON`, sixteen digits at a time.
 *
 * @returns how many bytes it is
 */
export function decode(start: usize, end: usize): usize {
  const fifteen = v128.load(FIFTEEN);
  const underscore = every(0x5f);
  const toValues = v128.load(VALUES);
  let out = JSON;
  for (let at = start; at < end; at += 16, out += 12) {
    const digits = v128.load(at);
    const row = i8x16.add(
      v128.and(i16x8.shr_u(digits, 4), fifteen),
      v128.and(i8x16.eq(digits, underscore), every(3)),
    );
    const values = i8x16.add(digits, lookUp(toValues, row));
    const twelve = v128.or(
      i16x8.shr_u(i16x8.shl(values, 8), 2),
      i16x8.shr_u(values, 8),
    );
    const whole = v128.or(
      i32x4.shr_u(i32x4.shl(twelve, 16), 4),
      i32x4.shr_u(twelve, 16),
    );
    v128.store(out, i8x16.shuffle(whole, whole, 2, 1, 0, 6, 5, 4, 10, 9, 8, 14, 13, 12, 0, 0, 0, 0));
  }
  return ((end - start) * 3) >> 2;
}

/** By the members of a header that `decode` has read: see `kindOfHeader` in `core/token/find/compact.ts`. */
export function kindOfHeader(length: usize): u32 {
  const end = JSON + length;
  const quote = every(0x22);
  let kind = OPEN;
  for (let at = JSON; at < end; at += 16) {
    // A quote, and behind it `a` or `e`: rare enough to look at each.
    const second = v128.load(at, 1);
    const names = v128.or(i8x16.eq(second, every(0x61)), i8x16.eq(second, every(0x65)));
    let quotes = i8x16.bitmask(v128.and(i8x16.eq(v128.load(at), quote), names));
    for (; quotes; quotes &= quotes - 1) {
      const place = at + <usize>ctz(quotes);
      const name = load<u32>(place, 1);
      const isEncrypted = name == ENC;
      if ((isEncrypted || name == ALG) && isName(place + 5, end)) {
        if (isEncrypted) return JWE;
        kind = JWS;
      }
    }
  }
  return kind;
}

/** `alg"` and `enc"`, as four bytes. */
const ALG: u32 = 0x22676c61;
const ENC: u32 = 0x22636e65;

/** Whether a colon stands behind the name that ends at `at`. */
function isName(at: usize, end: usize): bool {
  while (at < end && load<u8>(at) <= 0x20) at++;
  return at < end && load<u8>(at) == 0x3a;
}
