import { HEX, isClass } from './alphabet';

/** A character that stands in text as an escape sequence. */
export interface EscapedCharacter {
  readonly start: number;
  readonly end: number;
  /** The UTF-16 code unit it stands for. */
  readonly code: number;
  readonly form: 'percent' | 'json' | 'entity' | 'terminal';
}

/** No escape that is recognised is longer, so nobody looks further: UTF-16 units. */
const LONGEST_ESCAPE = 24;

const BACKSLASH = 0x5c;
const PERCENT = 0x25;
const ESCAPE = 0x1b;

const LETTERS: ReadonlyMap<string, number> = new Map([
  ['n', 0x0a],
  ['r', 0x0d],
  ['t', 0x09],
  ['b', 0x08],
  ['f', 0x0c],
  ['v', 0x0b],
]);

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['quot', '"'],
  ['apos', "'"],
  ['nbsp', ' '],
  ['equals', '='],
  ['colon', ':'],
  ['lt', '<'],
  ['gt', '>'],
  ['amp', '&'],
]);

/** The escape that begins at `at`, if one does. */
export function escapeAt(text: string, at: number): EscapedCharacter | undefined {
  const code = text.charCodeAt(at);
  if (code === PERCENT) return percentAt(text, at);
  if (code === BACKSLASH) return backslashAt(text, at);
  if (code === 0x26) return entityAt(text, at);
  return undefined;
}

/**
 * The escape whose last character stands just before `at`, if one does. Its letters and digits look like part of the
 * token behind it: in `%3DeyJ` and `\neyJ` the token begins at `e`.
 */
export function escapeBefore(text: string, at: number): EscapedCharacter | undefined {
  const last = text.charCodeAt(at - 1);
  if (last === 0x3b) return entityBefore(text, at);
  if (last === 0x6d) return terminalColourBefore(text, at);
  const letter = exactly(backslashAt(text, at - 2), at);
  if (letter || !isClass(last, HEX)) return letter;
  return exactly(backslashAt(text, at - 4), at) ?? exactly(backslashAt(text, at - 6), at) ?? percentBefore(text, at);
}

function percentBefore(text: string, at: number): EscapedCharacter | undefined {
  let start = at - 3;
  while (start >= at - 7 && text.charCodeAt(start) !== PERCENT) start -= 2;
  return exactly(percentAt(text, start), at);
}

/** `%3D`, and `%253D` or `%25253D` where a URL stands inside another. */
function percentAt(text: string, at: number): EscapedCharacter | undefined {
  if (text.charCodeAt(at) !== PERCENT) return undefined;
  let digits = at + 1;
  while (digits <= at + 5 && text.charCodeAt(digits) === 0x32 && text.charCodeAt(digits + 1) === 0x35) digits += 2;
  const code = hexAt(text, digits, 2);
  return code < 0 ? undefined : { start: at, end: digits + 2, code, form: 'percent' };
}

function backslashAt(text: string, at: number): EscapedCharacter | undefined {
  if (text.charCodeAt(at) !== BACKSLASH) return undefined;
  const letter = text.charAt(at + 1);
  if (letter === 'u' || letter === 'x') {
    const length = letter === 'u' ? 4 : 2;
    const code = hexAt(text, at + 2, length);
    return code < 0 ? undefined : { start: at, end: at + 2 + length, code, form: 'json' };
  }
  const control = LETTERS.get(letter);
  if (control !== undefined) return { start: at, end: at + 2, code: control, form: 'json' };
  if (letter === '"' || letter === "'" || letter === '/' || letter === '`' || letter === '=') {
    return { start: at, end: at + 2, code: letter.charCodeAt(0), form: 'json' };
  }
  return undefined;
}

/** `&quot;`, `&#34;`, `&#x22;`. */
function entityAt(text: string, at: number): EscapedCharacter | undefined {
  for (let end = at + 2; end <= at + 8; end++) {
    if (text.charCodeAt(end) !== 0x3b) continue;
    const name = text.slice(at + 1, end);
    const named = ENTITIES.get(name);
    const code = named?.charCodeAt(0) ?? numericEntity(name);
    return Number.isNaN(code) ? undefined : { start: at, end: end + 1, code, form: 'entity' };
  }
  return undefined;
}

function numericEntity(name: string): number {
  if (!name.startsWith('#')) return Number.NaN;
  return name[1] === 'x' || name[1] === 'X' ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10);
}

function entityBefore(text: string, at: number): EscapedCharacter | undefined {
  for (let start = at - 3; start >= at - 9 && start >= 0; start--) {
    if (text.charCodeAt(start) === 0x26) return exactly(entityAt(text, start), at);
  }
  return undefined;
}

/** The end of a colour in terminal output, ECMA-48 section 8.3.117: `ESC [ 3 2 m`, raw or itself escaped (`\u001b[32m`). */
function terminalColourBefore(text: string, at: number): EscapedCharacter | undefined {
  let start = at - 2;
  const floor = Math.max(0, at - LONGEST_ESCAPE + 6);
  while (start > floor && isColourParameter(text.charCodeAt(start))) start--;
  if (text.charCodeAt(start) !== 0x5b) return undefined;
  const raw = text.charCodeAt(start - 1) === ESCAPE;
  const head = text.slice(Math.max(0, start - 6), start).toLowerCase();
  const escaped = head.endsWith('\\u001b') || head.endsWith('\\x1b') || head.endsWith('\\033') || head.endsWith('\\e');
  if (!raw && !escaped) return undefined;
  const from = raw ? start - 1 : Math.max(0, start - 6) + head.lastIndexOf('\\');
  return { start: from, end: at, code: ESCAPE, form: 'terminal' };
}

function isColourParameter(code: number): boolean {
  return (code >= 0x30 && code <= 0x39) || code === 0x3b || code === 0x3a;
}

function exactly(escaped: EscapedCharacter | undefined, end: number): EscapedCharacter | undefined {
  return escaped?.end === end ? escaped : undefined;
}

function hexAt(text: string, at: number, length: number): number {
  let value = 0;
  for (let index = at; index < at + length; index++) {
    const code = text.charCodeAt(index);
    if (!isClass(code, HEX)) return -1;
    value = value * 16 + (code <= 0x39 ? code - 0x30 : (code & 0xdf) - 0x37);
  }
  return value;
}
