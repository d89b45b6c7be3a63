import { BASE } from './memory';

/**
 * The bytes of base64url between two places of the window, written to the address `to`, behind which three more may change.
 *
 * @returns how many; -1 where a strict reader would refuse it (RFC 4648 sections 3.2, 3.3 and 3.5)
 */
export function decode(start: i32, end: i32, to: usize): i32 {
  const rest = (end - start) & 3;
  if (rest == 1) return -1;
  let at = BASE + <usize>start;
  const last = BASE + <usize>end - <usize>rest;
  let out = to;
  let all: u32 = 0;
  for (; at < last; at += 4) {
    const a = sextet(at);
    const b = sextet(at + 1);
    const c = sextet(at + 2);
    const d = sextet(at + 3);
    all |= a | b | c | d;
    store<u32>(out, bswap((a << 26) | (b << 20) | (c << 14) | (d << 8)));
    out += 3;
  }
  if (rest > 0) {
    const a = sextet(at);
    const b = sextet(at + 1);
    const c = rest == 3 ? sextet(at + 2) : 0;
    const word = (a << 26) | (b << 20) | (c << 14);
    // The bits of the last digit that are part of no byte.
    if ((rest == 3 ? word << 16 : word << 8) != 0) return -1;
    all |= a | b | c;
    store<u32>(out, bswap(word));
    out += rest - 1;
  }
  return all > 63 ? -1 : <i32>(out - to);
}

@inline
function sextet(at: usize): u32 {
  return <u32>load<u8>(SEXTETS + <usize>load<u8>(at));
}

const NONE: u8 = 64;
const SEXTETS: usize = memory.data(256);

memory.fill(SEXTETS, NONE, 256);
for (let value: u8 = 0; value < 26; value++) {
  store<u8>(SEXTETS + 0x41 + value, value);
  store<u8>(SEXTETS + 0x61 + value, 26 + value);
}
for (let value: u8 = 0; value < 10; value++) store<u8>(SEXTETS + 0x30 + value, 52 + value);
store<u8>(SEXTETS + 0x2d, 62);
store<u8>(SEXTETS + 0x5f, 63);
