import { classesOfBytes } from './alphabet';

/**
 * What `src/kernel` knows of letters, in the order of its memory: the classes of the alphabet, what may follow a second
 * letter, the pairs of letters it looks for, the digits of base64url, and fifteen in each byte of a vector.
 */
export function kernelTables(): Uint8Array {
  const tables = new Uint8Array(848);
  tables.set(classesOfBytes());
  THIRDS.forEach(([seconds, thirds], index) => {
    for (let code = 0; code < 256; code++) {
      const character = String.fromCharCode(code);
      const kind = 1 << index;
      if (seconds.includes(character)) tables[256 + code] = kind;
      if (thirds === ANY || thirds.includes(character)) tables[512 + code] = (tables[512 + code] ?? 0) | kind;
    }
  });
  const pairs = PAIRS.flatMap(([first, second], index) => [
    [first, 1 << index],
    [second, 16 << index],
  ]) as [string, number][];
  tables.set(halvesOf(pairs), 768);
  tables.set(halvesOf(DIGITS.map((row, index) => [row, 1 << index])), 800);
  tables.fill(15, 832);
  return tables;
}

/**
 * Rare pairs of letters, in groups of first and second letters: every pair of `anchors.ts` is one. A group also has the
 * pairs made of halves of its bytes, such as `ya`.
 */
const PAIRS: readonly (readonly [first: string, second: string])[] = [
  ['yz', 'Ja'], // eyJ, zation
  ['AB', 'Q'],
  ['oO', 'kK'], // token
  ['.', 'e'], // the object behind a header
];

const ANY = '';

/** What must stand behind the second letter: most pairs end here. */
const THIRDS: readonly (readonly [second: string, third: string])[] = [
  ['JQ', ANY],
  ['a', 't'],
  ['kK', 'eE'],
  ['e', 'wy'],
];

/** The digits of base64url by rows of ASCII, each of which is a set without neighbours. */
const DIGITS: readonly string[] = ['-', '0123456789', 'ABCDEFGHIJKLMNOabcdefghijklmno', 'PQRSTUVWXYZ_', 'pqrstuvwxyz'];

/**
 * Up to eight sets of bytes in 32: a bit each, by the lower half of a byte and then by its upper half. A byte is in a set
 * where both know the bit, so with two bytes a set may also have two that are made of their halves.
 */
function halvesOf(sets: readonly (readonly [members: string, bit: number])[]): Uint8Array {
  const halves = new Uint8Array(32);
  for (const [members, bit] of sets) {
    for (let index = 0; index < members.length; index++) {
      const code = members.charCodeAt(index);
      for (const half of [code & 15, 16 + (code >> 4)]) halves[half] = (halves[half] ?? 0) | bit;
    }
  }
  return halves;
}
