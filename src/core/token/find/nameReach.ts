import type { Lines, Position } from '../../text/position';
import { BASE64, BASE64URL, charactersOf, DOT, GLUE, isClass, otherThan, PADDING } from './alphabet';
import { isQuote, mayBeTraced, quoteOfConcatenation } from './breaks';
import { SHORTEST_HEADER } from './compact';
import { CONTEXT_BEFORE } from './scan';

/**
 * Whether what stands before a place may say something of a value that begins on `line` or further down: where no more than
 * a few words and glue stand between them, and something begins there that is long enough for a value. In doubt it may.
 */
export function mayNameReach(lines: Lines, place: Position, line: number): boolean {
  let { character: from } = place;
  let words = 0;
  for (let at = place.line; at < lines.lineCount; at++) {
    if (at - place.line === MOST_LINES) return true;
    const text = lines.lineAt(at);
    if (at < line && ENDING.test(text.slice(from, from + LONGEST_GAP))) return false;
    for (let next = from; next < text.length; ) {
      if (next - from > LONGEST_GAP) return false;
      const code = text.charCodeAt(next);
      if (isClass(code, BASE64URL)) {
        if (at >= line && mayBeValue(text, next)) return true;
        const end = endOfWord(text, next);
        if (++words === MOST_WORDS || end - next > LONGEST_WORD) return false;
        next = end;
      } else {
        if (at >= line && !isClass(code, GLUE)) return mayBeEscape(code, next);
        next++;
      }
    }
    from = 0;
  }
  return false;
}

/** Three words are looked at before a value (see `contextOf`, `valueAfter`); the first one here may be cut by the place. */
const MOST_WORDS = 5;
/** Of a longer one only the end is looked at, in UTF-16 units: 64 of a name, and an escape before them. */
const LONGEST_WORD = 80;
/** UTF-16 units: of the words, and of the glue between them. */
const LONGEST_GAP = CONTEXT_BEFORE;
/** Empty ones, above all. */
const MOST_LINES = 8;

const [ESCAPE, HASH, PERCENT, AMPERSAND, HYPHEN] = [0x1b, 0x23, 0x25, 0x26, 0x2d];
const [SEMICOLON, BACKSLASH, UNDERSCORE] = [0x3b, 0x5c, 0x5f];
/** What escapes are written with that stand in the place of glue, beside letters, digits and glue. */
const ESCAPING: ReadonlySet<number> = new Set([ESCAPE, HASH, PERCENT, AMPERSAND, SEMICOLON, BACKSLASH]);

/** What no name reaches over. */
const ENDING = otherThan(charactersOf(BASE64URL | GLUE) + String.fromCharCode(...ESCAPING));

/** An escape that begins on this line, or the end of one that began on the line before (`&#34` and `;`). */
function mayBeEscape(code: number, character: number): boolean {
  return code === SEMICOLON ? character < LONGEST_ENTITY : code !== HASH && ESCAPING.has(code);
}

const LONGEST_ENTITY = 9;

function endOfWord(text: string, start: number): number {
  let end = start;
  while (end - start <= LONGEST_WORD && isClass(text.charCodeAt(end), BASE64URL)) end++;
  return end;
}

/** No value is shorter: a Basic one is the base64 of 17 characters. UTF-16 units. */
const SHORTEST_VALUE = 23;

/** Whether a value may begin where a word begins: a long one, one that goes on behind an escape or a wrap, or a header. */
function mayBeValue(text: string, start: number): boolean {
  let end = start;
  while (end - start < SHORTEST_VALUE && isClass(text.charCodeAt(end), BASE64URL | BASE64 | DOT | PADDING)) end++;
  if (end - start === SHORTEST_VALUE || mayGoOn(text, end)) return true;
  return end - start >= SHORTEST_HEADER && text.charCodeAt(behindMarks(text, start)) === FIRST_OF_OBJECT;
}

/** Markdown's emphasis and the mark of a removed line are letters of base64url, too. */
function behindMarks(text: string, start: number): number {
  let at = start;
  while (text.charCodeAt(at) === UNDERSCORE || text.charCodeAt(at) === HYPHEN) at++;
  return at;
}

/** The first digit of the base64url of `{`. */
const FIRST_OF_OBJECT = 0x65;

function mayGoOn(text: string, end: number): boolean {
  if (end === text.length) return mayBeTraced(text);
  const code = text.charCodeAt(end);
  if (isQuote(code)) return quoteOfConcatenation(text) === end;
  return code === PERCENT || code === BACKSLASH;
}
