import type { Span } from '../../text/span';

/** An object in braces around a place: JSON, a Python dictionary or what Node prints. Cut off where it leaves the reach. */
export interface Enclosure extends Span {
  /** How many backslashes stand before each of its quotes: 0, or more where it is written inside a string. */
  readonly level: number;
  readonly quote: number;
}

/**
 * The objects around `place`, from the innermost outwards, those that its own text is embedded in as a string included.
 * Looks no farther than `reach` characters to either side. An object that begins outside the reach is not told; one that
 * only ends there is cut off.
 */
export function enclosingObjects(text: string, place: Span, reach: number): readonly Enclosure[] {
  const from = Math.max(0, place.start - reach);
  const to = Math.min(text.length, place.end + reach);
  const start = quotingAt(text, place.start, from);
  const opening = unmatched(text, place.start - 1, from - 1, start);
  const closing = unmatched(text, place.end, to, start);
  const enclosures: Enclosure[] = [];
  for (const [index, open] of opening.entries()) {
    const close = closing[index];
    if (close && close.level !== open.level) break;
    if (text.charCodeAt(open.at) !== OPEN_BRACE) continue;
    enclosures.push({ start: open.at, end: close ? close.at + 1 : to, level: open.level, quote: start.quote });
  }
  return enclosures;
}

/** A stretch of text, cut out. */
export interface Excerpt {
  readonly text: string;
  /** Where it stands. */
  readonly at: number;
}

/** The text of an object itself: without what is nested in it, and without `place`, which may be long. */
export function ownText(text: string, { start, end, level, quote }: Enclosure, place: Span): readonly Excerpt[] {
  const excerpts: Excerpt[] = [];
  const keep = (from: number, to: number): void => {
    if (from < to) excerpts.push({ text: text.slice(from, to), at: from });
  };
  let depth = 0;
  let from = start;
  let inString = false;
  for (let at = start; at < end; at++) {
    if (at === place.start && place.end > at) {
      if (depth < 2) keep(from, at);
      from = place.end;
      at = place.end;
    }
    const code = text.charCodeAt(at);
    if (code === quote && slashesBefore(text, at) === level) inString = !inString;
    if (inString) continue;
    if (OPENING.has(code)) {
      if (++depth === 2) keep(from, at);
    } else if (CLOSING.has(code) && depth-- === 2) from = at + 1;
  }
  if (depth < 2) keep(from, end);
  return excerpts;
}

interface Quoting {
  readonly quote: number;
  readonly level: number;
  readonly inString: boolean;
}

/** Whether a place stands inside a string, told by the nearest quote before it on its line. */
function quotingAt(text: string, place: number, from: number): Quoting {
  for (let at = place - 1; at >= from; at--) {
    const code = text.charCodeAt(at);
    if (code === NEWLINE) break;
    if (code !== DOUBLE && code !== SINGLE) continue;
    const level = slashesBefore(text, at);
    const before = text.charCodeAt(at - level - 1);
    // A quote that something could end before opens a string; behind a letter or a brace it closes one.
    const opens = Number.isNaN(before) || OPENERS.has(before);
    return { quote: code, level, inString: opens };
  }
  return { quote: DOUBLE, level: 0, inString: false };
}

/** The brackets between `from` and `to` (walking either way) whose partners lie on the other side of the place. */
function unmatched(text: string, from: number, to: number, start: Quoting): readonly { at: number; level: number }[] {
  const step = from <= to ? 1 : -1;
  const [deeper, shallower] = step > 0 ? [OPENING, CLOSING] : [CLOSING, OPENING];
  const found: { at: number; level: number }[] = [];
  let { level, inString } = start;
  let depth = 0;
  for (let at = from; at !== to; at += step) {
    const code = text.charCodeAt(at);
    if (code !== start.quote && !BRACKETS[code]) continue;
    if (code === start.quote) {
      const slashes = slashesBefore(text, at);
      if (slashes > level) continue;
      // Fewer backslashes end the string that all of this is written in: outside of it other brackets count.
      inString = slashes === level ? !inString : false;
      if (slashes < level) depth = 0;
      level = slashes;
    } else if (!inString && deeper.has(code)) depth++;
    else if (!inString && shallower.has(code)) {
      if (depth > 0) depth--;
      else found.push({ at, level });
    }
  }
  return found;
}

function slashesBefore(text: string, at: number): number {
  let slashes = 0;
  while (slashes < MAX_SLASHES && text.charCodeAt(at - 1 - slashes) === BACKSLASH) slashes++;
  return slashes;
}

/** JSON five times inside JSON; more is not counted, so that a text of backslashes costs nothing. */
const MAX_SLASHES = 31;
const NEWLINE = 0x0a;
const DOUBLE = 0x22;
const SINGLE = 0x27;
const BACKSLASH = 0x5c;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
/** Most characters are no bracket: a look into this costs less than one into a set. */
const BRACKETS = new Uint8Array(128);
for (const bracket of [OPEN_BRACE, CLOSE_BRACE, OPEN_BRACKET, CLOSE_BRACKET]) BRACKETS[bracket] = 1;
const OPENING: ReadonlySet<number> = new Set([OPEN_BRACE, OPEN_BRACKET]);
const CLOSING: ReadonlySet<number> = new Set([CLOSE_BRACE, CLOSE_BRACKET]);
const OPENERS: ReadonlySet<number> = new Set([...' \t\r\n:=,([{'].map((char) => char.charCodeAt(0)));
