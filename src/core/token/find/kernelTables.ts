import { ASCII, BASE64URL, charactersOf, classesOfBytes, GLUE, isClass } from './alphabet';
import { endsOfContext } from './context';
import {
  BEFORES_AT,
  BYTES_AT,
  CLASSES_AT,
  DIGITS_AT,
  FIFTEEN_AT,
  KINDS_AT,
  NAME_ENDS_AT,
  NAME_ENDS_BYTES,
  PAIRS_AT,
  RULE_BYTES,
  RULES_AT,
  RUNS_AT,
  SECONDS_AT,
  THIRDS_AT,
  VALUES_AT,
  WORD_BYTES,
  WORDS_AT,
} from './kernelSections';

/** What `src/kernel` knows of letters, laid out as `kernelSections.ts` says. */
export function kernelTables(): Uint8Array {
  const tables = new Uint8Array(NAME_ENDS_AT + NAME_ENDS_BYTES);
  tables.set(classesOfBytes(), CLASSES_AT);
  tables.set(kindsOfBytes(), KINDS_AT);
  for (let byte = 0; byte < 256; byte++) tables[BYTES_AT + byte] = byte;
  tables.set(pairTable(), PAIRS_AT);
  tables.fill(15, FIFTEEN_AT, FIFTEEN_AT + 16);
  tables.set(halvesOf(DIGITS), DIGITS_AT);
  tables.set(halvesOf([...DIGITS, ...JOINTS]), RUNS_AT);
  tables.set(TO_VALUES, VALUES_AT);
  setRules(tables);
  WORDS.forEach((word, index) => {
    const at = WORDS_AT + WORD_BYTES * index;
    for (let letter = 0; letter < word.length; letter++) tables[at + letter] = word.charCodeAt(letter);
    tables[at + 7] = 64 - 8 * word.length;
  });
  tables.set(new Uint8Array(nameEnds().buffer), NAME_ENDS_AT);
  return tables;
}

/**
 * Rare pairs of letters, one for every anchor of `anchors.ts`: where a text has one, it is looked at. They are found by the
 * lower half of the first letter, by which no other pair may begin, and by twice that letter plus the second.
 */
const PAIRS: readonly string[] = ['yJ', 'AQ', 'BQ', 'ok', 'KE', 'za', '.e'];

function pairTable(): Uint8Array {
  // For a half by which no pair begins, a sum that only rare neighbours have: `>` behind a capital, `^` behind a digit.
  const sums = Uint8Array.from({ length: 16 }, (_, half) => 2 * half + 0xbe);
  for (const pair of PAIRS) sums[pair.charCodeAt(0) & 15] = 2 * pair.charCodeAt(0) + pair.charCodeAt(1);
  return sums;
}

/** What must stand around the second letter of a pair to make it worth a closer look. Most are not. */
interface Rule {
  readonly second: string;
  /** What stands before the first letter, and behind the second. */
  readonly before: string;
  readonly third?: string;
  /** How far behind the second letter a name ends that glue must follow. */
  readonly nameEnd?: number;
}

const HIGH = span(0x80, 0xff);
const DIGITS_OF_BASE64URL = charactersOf(BASE64URL);
/** What a token may stand behind: no digit, or the end of an escape, emphasis, the `-` of a diff, the `m` of a color. */
const BOUNDARIES = `${ASCII.filter((_, code) => !isClass(code, BASE64URL)).join('')}${HIGH}0123456789abcdefABCDEFnrtvm_-`;

const RULES: readonly Rule[] = [
  { second: 'J', before: 'e', third: DIGITS_OF_BASE64URL },
  { second: 'Q', before: BOUNDARIES },
  { second: 'a', before: 'i', third: 't', nameEnd: 5 },
  { second: 'k', before: 'tT', third: 'e', nameEnd: 3 },
  { second: 'E', before: 'O', third: 'N', nameEnd: 2 },
  { second: 'e', before: DIGITS_OF_BASE64URL, third: 'wy' },
];

/** What may begin what stands between a name and its value: glue, or an escape of it. */
const GLUED = 128;
const GLUES = `${charactersOf(GLUE)}\\%&`;

function setRules(tables: Uint8Array): void {
  RULES.forEach(({ second, before, third, nameEnd }, index) => {
    const bit = 1 << index;
    const rule = RULE_BYTES * (index + 1);
    tables[SECONDS_AT + second.charCodeAt(0)] = rule;
    const next = nameEnd === undefined ? [0, bit] : [nameEnd + 2, GLUED];
    tables.set([bit, ...next], RULES_AT + rule);
    mark(tables, BEFORES_AT, before, bit);
    mark(tables, THIRDS_AT, third ?? `${ASCII.join('')}${HIGH}`, bit);
  });
  mark(tables, BEFORES_AT, GLUES, GLUED);
}

function mark(tables: Uint8Array, section: number, characters: string, bit: number): void {
  for (let index = 0; index < characters.length; index++) {
    const at = section + characters.charCodeAt(index);
    tables[at] = (tables[at] ?? 0) | bit;
  }
}

/** What may stand between a name and its value, as in `context.ts`, and of what names are made; seven letters at most. */
const WORDS: readonly string[] = ['bearer', 'basic', 'value', 'string', 'str', 'token', 'access', 'refresh'];

/** Separators are no part of a name: what they stand for may be any letter. */
const SEPARATORS: readonly number[] = [...'-_ '].map(lowerBits);

function nameEnds(): Uint32Array {
  const ends = new Uint32Array(NAME_ENDS_BYTES / 4);
  const mark = (last: number, before: number) => {
    ends[last] = (ends[last] ?? 0) | (1 << before);
  };
  for (const [before = '', last = ''] of endsOfContext()) {
    for (const each of [lowerBits(before), ...SEPARATORS]) mark(lowerBits(last), each);
  }
  for (const last of SEPARATORS) ends[last] = 0xffff_ffff;
  return ends;
}

function lowerBits(character: string): number {
  return character.charCodeAt(0) & 31;
}

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

/** RFC 4648 section 5, by rows of ASCII: `-`, digits, capitals, capitals, small letters, small letters; and `_` three rows down. */
const TO_VALUES: readonly number[] = [0, 0, 17, 4, -65, -65, -71, -71, -32];

/** What joins short pieces of a token, or is part of one in base64. A line break does so only between the long lines of a trace. */
const JOINTS: readonly string[] = ['"%\'+/', '\\', '`'];

/**
 * Up to eight sets of bytes in 32: a bit each, by the lower half of a byte and then by its upper half. A byte is in a set
 * where both know the bit, so with two bytes a set may also have two that are made of their halves.
 */
function halvesOf(sets: readonly string[]): Uint8Array {
  const halves = new Uint8Array(32);
  sets.forEach((members, set) => {
    for (let index = 0; index < members.length; index++) {
      const code = members.charCodeAt(index);
      for (const half of [code & 15, 16 + (code >> 4)]) halves[half] = (halves[half] ?? 0) | (1 << set);
    }
  });
  return halves;
}
