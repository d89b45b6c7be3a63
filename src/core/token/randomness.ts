/**
 * Whether text looks drawn at random and not written: a name in any spelling changes between upper case, lower case
 * and digits seldom, a random value at every second character; and a random value uses many different characters.
 */
export function looksRandom(value: string): boolean {
  const length = Math.min(value.length, LONGEST_SAMPLE);
  let changes = 0;
  let digits = 0;
  let before = -1;
  let [low, high] = [0, 0];
  for (let index = 0; index < length; index++) {
    const code = value.charCodeAt(index);
    const sort = sortOf(code);
    if (sort === SEPARATOR) continue;
    if (sort !== before) changes++;
    if (sort === DIGIT) digits++;
    before = sort;
    // Bits 32 to 63 and 64 to 95 of a set of ASCII; lower case shares the bits of upper case, which loses nothing here.
    if (code < 0x40) low |= 1 << (code & 31);
    else high |= 1 << (code & 31);
  }
  const least = digits > 0 ? LEAST_CHANGE : LEAST_CHANGE_OF_LETTERS;
  return changes >= length * least && bits(low) + bits(high) >= LEAST_CHARACTERS;
}

/** More of a long value tells nothing new. */
const LONGEST_SAMPLE = 64;
const LEAST_CHANGE = 0.3;
/** Names have no digits more often than random values. */
const LEAST_CHANGE_OF_LETTERS = 0.4;
const LEAST_CHARACTERS = 10;
const DIGIT = 0;
const SEPARATOR = 3;

function sortOf(code: number): number {
  if (code >= 0x30 && code <= 0x39) return DIGIT;
  if (code >= 0x41 && code <= 0x5a) return 1;
  return code >= 0x61 && code <= 0x7a ? 2 : SEPARATOR;
}

function bits(set: number): number {
  let count = 0;
  for (let rest = set; rest !== 0; rest &= rest - 1) count++;
  return count;
}
