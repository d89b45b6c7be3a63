/**
 * Whether text looks drawn at random and not written: a name in any spelling changes between upper case, lower case
 * and digits seldom, a random value at every second character.
 */
export function looksRandom(value: string): boolean {
  const seen = new Set<number>();
  let changes = 0;
  let digits = 0;
  let before = -1;
  const length = Math.min(value.length, LONGEST_SAMPLE);
  for (let index = 0; index < length; index++) {
    const code = value.charCodeAt(index);
    const sort = sortOf(code);
    if (sort !== before) changes++;
    if (sort === DIGIT) digits++;
    before = sort;
    seen.add(code);
  }
  return digits > 0 && seen.size >= 10 && changes >= length * LEAST_CHANGE;
}

/** More of a long value tells nothing new. */
const LONGEST_SAMPLE = 512;
const LEAST_CHANGE = 0.3;
const DIGIT = 0;

function sortOf(code: number): number {
  if (code >= 0x30 && code <= 0x39) return DIGIT;
  if (code >= 0x41 && code <= 0x5a) return 1;
  return code >= 0x61 && code <= 0x7a ? 2 : 3;
}
