import { BASE } from './memory';

/**
 * 64 bits to know bytes of the window by, left at `HASH`, the lower half first: XXH64 (github.com/Cyan4973/xxHash), four chains
 * of multiplications over 32 bytes at a time.
 */
export function hash(start: i32, end: i32, seed: i32): void {
  let at = BASE + <usize>start;
  const last = BASE + <usize>end;
  let sum: u64 = <u32>seed;
  if (at + 32 <= last) {
    let a = sum + PRIME_1 + PRIME_2;
    let b = sum + PRIME_2;
    let c = sum;
    let d = sum - PRIME_1;
    for (; at + 32 <= last; at += 32) {
      a = round(a, load<u64>(at));
      b = round(b, load<u64>(at, 8));
      c = round(c, load<u64>(at, 16));
      d = round(d, load<u64>(at, 24));
    }
    sum = rotl(a, 1) + rotl(b, 7) + rotl(c, 12) + rotl(d, 18);
    sum = merge(merge(merge(merge(sum, a), b), c), d);
  } else sum += PRIME_5;
  sum += <u64>(end - start);
  for (; at + 8 <= last; at += 8) sum = rotl(sum ^ round(0, load<u64>(at)), 27) * PRIME_1 + PRIME_4;
  if (at + 4 <= last) {
    sum = rotl(sum ^ (<u64>load<u32>(at) * PRIME_1), 23) * PRIME_2 + PRIME_3;
    at += 4;
  }
  for (; at < last; at++) sum = rotl(sum ^ (<u64>load<u8>(at) * PRIME_5), 11) * PRIME_1;
  sum = (sum ^ (sum >> 33)) * PRIME_2;
  sum = (sum ^ (sum >> 29)) * PRIME_3;
  store<u64>(STATE, sum ^ (sum >> 32));
}

function round(sum: u64, word: u64): u64 {
  return rotl(sum + word * PRIME_2, 31) * PRIME_1;
}

function merge(sum: u64, chain: u64): u64 {
  return (sum ^ round(0, chain)) * PRIME_1 + PRIME_4;
}

const PRIME_1: u64 = 0x9e37_79b1_85eb_ca87;
const PRIME_2: u64 = 0xc2b2_ae3d_27d4_eb4f;
const PRIME_3: u64 = 0x1656_67b1_9e37_79f9;
const PRIME_4: u64 = 0x85eb_ca77_c2b2_ae63;
const PRIME_5: u64 = 0x27d4_eb2f_1656_67c5;

/** The first 48 bits of the SHA-256 (FIPS 180-4 section 6.2) of what stands between two places of the window. */
export function fingerprint(start: i32, end: i32): f64 {
  memory.copy(STATE, BEGINNING, 32);
  let at = BASE + <usize>start;
  const last = BASE + <usize>end;
  for (; at + BLOCK <= last; at += BLOCK) compress(at);
  // The rest, a bit, zeros, and at the end of a block how many bits there were.
  const rest = last - at;
  memory.fill(REST, 0, BLOCK + BLOCK);
  memory.copy(REST, at, rest);
  store<u8>(REST + rest, 0x80);
  const blocks: usize = rest + 9 > BLOCK ? BLOCK + BLOCK : BLOCK;
  store<u64>(REST + blocks - 8, bswap(<u64>(end - start) << 3));
  for (let block: usize = 0; block < blocks; block += BLOCK) compress(REST + block);
  return <f64>((<u64>load<u32>(STATE) << 16) | (load<u32>(STATE, 4) >> 16));
}

const BLOCK: usize = 64;

function compress(block: usize): void {
  for (let at: usize = 0; at < 64; at += 4) store<u32>(WORDS + at, bswap(load<u32>(block + at)));
  for (let at: usize = WORDS + 64; at < WORDS + 256; at += 4) {
    const far = load<u32>(at - 60);
    const near = load<u32>(at - 8);
    const ofFar = rotr(far, 7) ^ rotr(far, 18) ^ (far >> 3);
    const ofNear = rotr(near, 17) ^ rotr(near, 19) ^ (near >> 10);
    store<u32>(at, load<u32>(at - 64) + ofFar + load<u32>(at - 28) + ofNear);
  }
  let a = load<u32>(STATE);
  let b = load<u32>(STATE, 4);
  let c = load<u32>(STATE, 8);
  let d = load<u32>(STATE, 12);
  let e = load<u32>(STATE, 16);
  let f = load<u32>(STATE, 20);
  let g = load<u32>(STATE, 24);
  let h = load<u32>(STATE, 28);
  for (let at: usize = 0; at < 256; at += 4) {
    const one = h + (rotr(e, 6) ^ rotr(e, 11) ^ rotr(e, 25)) + ((e & f) ^ (~e & g)) + load<u32>(ROUNDS + at) + load<u32>(WORDS + at);
    const two = (rotr(a, 2) ^ rotr(a, 13) ^ rotr(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
    h = g;
    g = f;
    f = e;
    e = d + one;
    d = c;
    c = b;
    b = a;
    a = one + two;
  }
  add(0, a);
  add(4, b);
  add(8, c);
  add(12, d);
  add(16, e);
  add(20, f);
  add(24, g);
  add(28, h);
}

function add(word: usize, value: u32): void {
  store<u32>(STATE + word, load<u32>(STATE + word) + value);
}

const STATE: usize = memory.data(32);
export const HASH: usize = STATE;
const WORDS: usize = memory.data(256);
const REST: usize = memory.data(128);

/** The fractions of the square roots of the first eight primes, and of the cube roots of the first 64. */
const BEGINNING: usize = memory.data<u32>([
  0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
]);
const ROUNDS: usize = memory.data<u32>([
  0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
  0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
  0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
  0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
  0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
  0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
  0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
  0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
]);
