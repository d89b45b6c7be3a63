import { classesOfBytes } from './alphabet';
import { mayEndContext } from './context';

/**
 * What `src/kernel` knows of letters, in the order of its memory: the classes of the alphabet, what may follow a second
 * letter, the pairs of letters it looks for, the digits of base64url, fifteen in each byte of a vector, every byte, the kinds
 * of bytes that only it asks for, and words.
 */
export function kernelTables(): Uint8Array {
  const tables = new Uint8Array(1360 + 8 * WORDS.length);
  tables.set(classesOfBytes().map((classes, code) => (mayEndContext(code) ? classes | NAME_END : classes)));
  THIRDS.forEach(([seconds, thirds], index) => {
    for (let code = 0; code < 256; code++) {
      const character = String.fromCharCode(code);
      const kind = 1 << index;
      if (seconds.includes(character)) tables[256 + code] = kind;
      if (thirds === ANY || thirds.includes(character)) tables[512 + code] = (tables[512 + code] ?? 0) | kind;
    }
  });
  tables.fill(NO_LETTER, 768, 800);
  for (const pair of PAIRS) {
    const half = pair.charCodeAt(0) & 15;
    tables[768 + half] = pair.charCodeAt(0);
    tables[784 + half] = pair.charCodeAt(1);
  }
  tables.set(halvesOf(DIGITS.map((row, index) => [row, 1 << index])), 800);
  tables.fill(15, 832, 848);
  for (let byte = 0; byte < 256; byte++) tables[848 + byte] = byte;
  tables.set(kindsOfBytes(), 1104);
  WORDS.forEach((word, index) => {
    const at = 1360 + 8 * index;
    for (let letter = 0; letter < word.length; letter++) tables[at + letter] = word.charCodeAt(letter);
    tables[at + 7] = 64 - 8 * word.length;
  });
  return tables;
}

/** A class that only the kernel asks for. */
const NAME_END = 128;

/**
 * Rare pairs of letters, one for every anchor of `anchors.ts`: where a text has one, it is looked at. They are found by the
 * lower half of the first letter, by which no other pair may begin.
 */
const PAIRS: readonly string[] = ['yJ', 'AQ', 'BQ', 'ok', 'TO', 'za', '.e'];

/** For halves by which no pair begins, and not the half of such a letter itself. */
const NO_LETTER = 0xff;

const ANY = '';

/** What must stand behind the second letter: most pairs end here. */
const THIRDS: readonly (readonly [second: string, third: string])[] = [
  ['JQ', ANY],
  ['a', 't'],
  ['k', 'e'],
  ['O', 'K'],
  ['e', 'wy'],
];

/** What may stand between a name and its value, as in `context.ts`, and of what names are made; seven letters at most. */
const WORDS: readonly string[] = ['bearer', 'basic', 'value', 'string', 'str', 'token', 'access', 'refresh'];

/** Sets of bytes that only the kernel asks for, a bit each. */
const KINDS: readonly (readonly [bit: number, members: string])[] = [
  [1, `.*[<${span(0x80, 0xff)}`], // a mask begins with it, or the next segment
  [2, 'atkecxj'], // members of a header
  [4, 'nrtbfv'], // escapes that a token may stand behind
  [8, '=%'], // part of a run, behind it
  [64, 'ux/='], // the same, behind a backslash
  [128, `\t\n\r${span(0x20, 0x7e)}`], // text
];

/**
 * What a backslash and the byte behind it are between a name and a value, by the byte: no glue, the backslash alone, both
 * of them, or an escape that is read by `scan` (the percent sign is where the kernel's window ends).
 */
const GLUE_BY_ESCAPE: readonly string[] = ['bfv/', '', 'nrt"\'`=', 'ux%'];
const BACKSLASH_ALONE = 1;

function kindsOfBytes(): Uint8Array {
  return Uint8Array.from({ length: 256 }, (_, code) => {
    const character = String.fromCharCode(code);
    const glue = GLUE_BY_ESCAPE.findIndex((members) => members.includes(character));
    const bits = KINDS.map(([bit, members]) => (members.includes(character) ? bit : 0));
    return bits.reduce((all, bit) => all | bit, (glue < 0 ? BACKSLASH_ALONE : glue) << 4);
  });
}

function span(first: number, last: number): string {
  return String.fromCharCode(...Array.from({ length: last - first + 1 }, (_, index) => first + index));
}

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
