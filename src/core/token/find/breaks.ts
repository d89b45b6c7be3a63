import type { Lines, Position, Range } from '../../text/position';
import { BASE64, BASE64URL, charactersOf, DOT, HEX, isClass, otherThan, PADDING } from './alphabet';
import { SLIPS } from './damaged';
import { wrapAt } from './wrapped';

/**
 * The nearest place to the left over which no token reaches, whole or broken, however it is encoded or wrapped; at most
 * `LONGEST_STRETCH` away.
 */
export function breakBefore(lines: Lines, { line, character }: Position): Position {
  const first = firstOfWrap(lines, line);
  if (first < line) return { line: first, character: 0 };
  const text = lines.lineAt(line);
  const floor = Math.max(0, character - LONGEST_STRETCH);
  let at = character;
  while (at > floor && mayBeInToken(text.charCodeAt(at - 1))) at--;
  return { line, character: at };
}

/** The same to the right. */
export function breakBehind(lines: Lines, { line, character }: Position): Position {
  const last = lastOfWrap(lines, line);
  const text = lines.lineAt(last);
  if (last > line) return { line: last, character: text.length };
  const stretch = text.slice(character, character + LONGEST_STRETCH);
  const length = stretch.search(NOT_IN_TOKEN);
  return { line, character: character + (length < 0 ? stretch.length : length) };
}

/**
 * Whether a token may go on from the line before a place into its line, or may have done so until what stands from there on
 * became something else.
 */
export function mayGoOnInto(lines: Lines, { line, character }: Position): boolean {
  if (line === 0) return false;
  const text = lines.lineAt(line);
  const ink = firstInk(text);
  const isPiece = ink >= character || isQuote(text.charCodeAt(ink));
  if (!isPiece && !mayBeTraced(text, character)) return false;
  const previous = lines.lineAt(line - 1);
  return quoteOfConcatenation(previous) >= 0 || mayBeTraced(previous);
}

/** The same from the line of the range's end into the next, where what stands in the range became something else. */
export function mayGoOnBehind(lines: Lines, { start, end }: Range): boolean {
  const text = lines.lineAt(end.line);
  const isPiece = mayEndInConcatenation(text, end.character);
  const isTraced = mayBeTraced(text, start.line === end.line ? start.character : 0);
  if ((!isPiece && !isTraced) || end.line + 1 >= lines.lineCount) return false;
  const next = lines.lineAt(end.line + 1);
  return (isPiece && isQuote(next.charCodeAt(firstInk(next)))) || (isTraced && mayBeTraced(next));
}

/** UTF-16 units. What is a token already may be longer: whoever asks knows where it stands. */
const LONGEST_STRETCH = 16_384;

/** Lines that a tool wrapped are no longer than this, so the stretch has no more of them. */
const LONGEST_WRAP = LONGEST_STRETCH / 64;

function firstOfWrap(lines: Lines, line: number): number {
  let first = line;
  while (line - first < LONGEST_WRAP && isWrapped(lines, first - 1)) first--;
  return first;
}

function lastOfWrap(lines: Lines, line: number): number {
  let last = line;
  while (last - line < LONGEST_WRAP && isWrapped(lines, last)) last++;
  return last;
}

/** Whether a token may go on behind the end of a line. */
function isWrapped(lines: Lines, line: number): boolean {
  if (line < 0 || line + 1 >= lines.lineCount) return false;
  const text = lines.lineAt(line);
  const quote = quoteOfConcatenation(text);
  if (quote < 0 && !isTrace(text)) return false;
  const start = Math.max(0, quote);
  const both = text.slice(start) + lines.terminator + lines.lineAt(line + 1).slice(0, LONGEST_INDENT);
  return wrapAt(both, quote < 0 ? text.length : 0) !== undefined;
}

/** How far into a line the rest of a token may begin, in UTF-16 units. */
const LONGEST_INDENT = 128;

/** Where the quote stands of a line that ends in a quote and a `+`; -1 for any other. */
export function quoteOfConcatenation(text: string): number {
  const plus = lastInk(text, text.length);
  return text.charCodeAt(plus) === PLUS ? lastInk(text, plus) : -1;
}

/** Whether a line ends so, or may have done so, of which what stands before `known` may have been anything. */
function mayEndInConcatenation(text: string, known: number): boolean {
  const plus = lastInk(text, text.length);
  if (plus < known) return true;
  const quote = text.charCodeAt(plus) === PLUS ? lastInk(text, plus) : undefined;
  return quote !== undefined && (quote < known || isQuote(text.charCodeAt(quote)));
}

export function isQuote(code: number): boolean {
  return code === 0x27 || code === 0x22 || code === 0x60;
}

/** At most `LONGEST_INDENT`, behind which no piece begins. */
function firstInk(text: string): number {
  let at = 0;
  while (at < LONGEST_INDENT && (text.charCodeAt(at) === SPACE || text.charCodeAt(at) === TAB)) at++;
  return at;
}

function lastInk(text: string, end: number): number {
  let at = end - 1;
  while (text.charCodeAt(at) === SPACE || text.charCodeAt(at) === TAB) at--;
  return at;
}

/** Begins as every line of `curl --trace-ascii` does. */
function isTrace(text: string): boolean {
  return text.length < 128 && /^[0-9a-f]{4,8}: /.test(text);
}

/** The same of a line of which only the first `known` units are what they were, and which may be longer. */
export function mayBeTraced(text: string, known = Number.POSITIVE_INFINITY): boolean {
  let at = 0;
  while (at < LONGEST_OFFSET && isClass(text.charCodeAt(at), HEX)) at++;
  return at >= known || (at >= SHORTEST_OFFSET && text.charCodeAt(at) === COLON);
}

/** Hexadecimal digits. */
const [SHORTEST_OFFSET, LONGEST_OFFSET] = [4, 8];

const [TAB, SPACE, PLUS, COLON] = [0x09, 0x20, 0x2b, 0x3a];

/** What tokens, their escapes, and slips in them are written with. */
const IN_TOKEN = `${charactersOf(BASE64URL | BASE64 | DOT | PADDING)}%\\${[...SLIPS].join('')}`;

/** The same by code unit, for those that have a byte. */
const BYTES_IN_TOKEN = Uint8Array.from({ length: 256 }, (_, code) =>
  IN_TOKEN.includes(String.fromCharCode(code)) ? 1 : 0,
);

/** Any other, as an expression: V8 compiles that at once, and a stretch may be long. */
const NOT_IN_TOKEN = otherThan(IN_TOKEN);

function mayBeInToken(code: number): boolean {
  return code < BYTES_IN_TOKEN.length ? BYTES_IN_TOKEN[code] === 1 : SLIPS.has(String.fromCharCode(code));
}
