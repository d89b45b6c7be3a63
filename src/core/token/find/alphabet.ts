/** What a character can be part of; a bit set, so that one look-up answers for every kind of run. */
export const BASE64URL = 1;
export const DOT = 2;
/** `+` and `/`: RFC 4648 section 4, where base64url has `-` and `_`. */
export const BASE64 = 4;
export const PADDING = 8;
export const HEX = 16;
/** White space, quotes and the punctuation that stands between a name and its value. */
export const GLUE = 32;
/** What a token may go on behind: padding, the start of an escape, a quote or a line end. */
export const CONTINUING = 64;

const CLASSES = new Uint8Array(128);
mark('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_', BASE64URL);
mark('.', DOT);
mark('+/', BASE64);
mark('=', PADDING);
mark('0123456789abcdefABCDEF', HEX);
mark(' \t\r\n"\'`:=>([{,|+', GLUE);
mark('=%\\"\'`\r\n', CONTINUING);

/**
 * Whether a UTF-16 code unit has one of `classes`; nothing outside ASCII has. Behind the end of a text the unit is NaN: once V8
 * has seen that as an index, it takes ten times as long for every other one.
 */
export function isClass(code: number, classes: number): boolean {
  return code < CLASSES.length && ((CLASSES[code] ?? 0) & classes) !== 0;
}

/** All characters that have one of `classes`. */
export function charactersOf(classes: number): string {
  return ASCII.filter((character) => isClass(character.charCodeAt(0), classes)).join('');
}

export const ASCII: readonly string[] = Array.from({ length: CLASSES.length }, (_, code) => String.fromCharCode(code));

/** An expression for any character that is none of these, of which each is one UTF-16 unit. */
export function otherThan(characters: string): RegExp {
  const escaped = [...characters].map((character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
  return new RegExp(`[^${escaped.join('')}]`);
}

/** The classes of the 256 code units that fit in a byte, for a search that knows bytes only. */
export function classesOfBytes(): Uint8Array {
  const classes = new Uint8Array(256);
  classes.set(CLASSES);
  return classes;
}

function mark(characters: string, bit: number): void {
  for (let index = 0; index < characters.length; index++) {
    const code = characters.charCodeAt(index);
    CLASSES[code] = (CLASSES[code] ?? 0) | bit;
  }
}
