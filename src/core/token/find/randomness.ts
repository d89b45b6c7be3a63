/**
 * Whether text looks drawn at random and not written: a name in any spelling changes between upper case, lower case
 * and digits seldom, a random value at every second character; and a random value uses many different characters.
 */
export function looksRandom(text: string, start = 0, end = text.length): boolean {
  const length = Math.min(end - start, LONGEST_SAMPLE);
  const plenty = length * LEAST_CHANGE_OF_LETTERS;
  let changes = 0;
  let digits = 0;
  let before = -1;
  let [low, high] = [0, 0];
  for (let index = start; index < start + length; index++) {
    const code = text.charCodeAt(index);
    const sort = SORTS[code] ?? SEPARATOR;
    if (sort === SEPARATOR) continue;
    // What is random shows it long before its end.
    if (sort !== before && ++changes >= plenty && bits(low) + bits(high) >= LEAST_CHARACTERS) return true;
    if (sort === DIGIT) digits++;
    before = sort;
    // Bits 32 to 63 and 64 to 95 of a set of ASCII; lower case shares the bits of upper case, which loses nothing here.
    if (code < 0x40) low |= 1 << (code & 31);
    else high |= 1 << (code & 31);
  }
  const least = digits > 0 ? LEAST_CHANGE : LEAST_CHANGE_OF_LETTERS;
  if (changes >= length * least && bits(low) + bits(high) >= LEAST_CHARACTERS) return true;
  // One random value in fifty thousand begins with so many letters and no digit; hardly any goes on without.
  const next = start + LONGEST_SAMPLE;
  return digits === 0 && next + LONGEST_SAMPLE <= end && looksRandom(text, next, next + LONGEST_SAMPLE);
}

/** More of a long value seldom tells anything new. */
const LONGEST_SAMPLE = 64;
const LEAST_CHANGE = 0.3;
/** Names have no digits more often than random values. */
const LEAST_CHANGE_OF_LETTERS = 0.4;
const LEAST_CHARACTERS = 10;
const DIGIT = 0;
const SEPARATOR = 3;

const SORTS = new Uint8Array(128).fill(SEPARATOR).fill(DIGIT, 0x30, 0x3a).fill(1, 0x41, 0x5b).fill(2, 0x61, 0x7b);

function bits(set: number): number {
  let count = 0;
  for (let rest = set; rest !== 0; rest &= rest - 1) count++;
  return count;
}
