import type { Span } from '../../text/span';
import { BASE64URL, GLUE, isClass } from './alphabet';
import { escapeAt, escapeBefore } from './escapes';
import { endsOfNames, type NameRule, ruleOfName } from './keyNames';

/** What stands before a value and says what it is. */
export interface Context {
  readonly rule?: NameRule;
  readonly scheme?: 'bearer' | 'basic';
}

/** A name, and what stands between it and its value, are no longer, in UTF-16 units; `CONTEXT_BEFORE` counts on it. */
const LONGEST_NAME = 64;
const LONGEST_GLUE = 64;

const [NEWLINE, PERCENT, BACKSLASH] = [0x0a, 0x25, 0x5c];

/** Words between a name and its value that name nothing: types, and the members of name-value pairs. */
const VALUE = ['value'];
const TYPES = ['string', 'str', 'char', 'auto', 'text'];
const PAIR_NAMES = ['name', 'key', 'headername'];

/** Reads leftwards from the start of a value: `"access_token": "`, `Authorization: Bearer `, `setAccessToken('`. */
export function contextOf(text: string, start: number): Context {
  const word = wordBefore(text, start);
  if (!word) return NO_CONTEXT;
  const scheme = schemeOf(text, word);
  if (scheme) return scheme;
  if (isOneOf(text, word, VALUE)) return named(text, pairName(text, word));
  if (isOneOf(text, word, TYPES)) return named(text, wordBefore(text, word.start));
  return named(text, word);
}

const NO_CONTEXT: Context = {};
const [BEARER, BASIC]: readonly Context[] = [{ scheme: 'bearer' }, { scheme: 'basic' }];

/** How far around a value words are looked for that make a weak name strong, in UTF-16 units. */
const NEARBY_REACH = 256;

/** Whether one of `words` (in lower case) stands near a value. */
export function isNear(text: string, { start, end }: Span, words: readonly string[]): boolean {
  const before = text.slice(Math.max(0, start - NEARBY_REACH), start).toLowerCase();
  const after = text.slice(end, end + NEARBY_REACH).toLowerCase();
  return words.some((word) => before.includes(word) || after.includes(word));
}

/** Where the value begins that follows a name or a scheme ending at `from`; -1 where nothing does. */
export function valueAfter(text: string, from: number): number {
  let start = afterGlue(text, from);
  for (let words = 0; start >= 0 && words < MOST_FILLERS; words++) {
    const filler = fillerAt(text, start);
    const next = filler === undefined ? -1 : afterGlue(text, start + filler.length);
    if (next < 0) break;
    start = next;
  }
  return start;
}

/** What words that say something of a value may end with: the last two letters of names, schemes and fillers. */
export function endsOfContext(): readonly string[] {
  return [...endsOfNames(), ...['bearer', 'basic', ...VALUE, ...TYPES].map((word) => word.slice(-2))];
}

/** Words that may stand between a name and its value: `"value":"Bearer …"`, `: string = …`. */
const FILLERS = ['bearer', 'basic', 'value', 'string', 'str'];
const MOST_FILLERS = 2;

function fillerAt(text: string, start: number): string | undefined {
  return FILLERS.find((word) => isAt(text, start, word));
}

function afterGlue(text: string, from: number): number {
  let at = from;
  while (at - from < LONGEST_GLUE) {
    const escaped = escapeAt(text, at);
    if (escaped) {
      if (!isGlue(escaped.code)) return -1;
      at = escaped.end;
    } else if (isGlue(text.charCodeAt(at)) || text.charCodeAt(at) === BACKSLASH) at++;
    else return at > from && isClass(text.charCodeAt(at), BASE64URL) ? at : -1;
  }
  return -1;
}

function schemeOf(text: string, { start, end }: Span): Context | undefined {
  const length = end - start;
  if (length === 6 && isAt(text, start, 'bearer')) return BEARER;
  if (length === 5 && isAt(text, start, 'basic')) return BASIC;
  return length >= OPTION.length && isAt(text, end - OPTION.length, OPTION) ? BEARER : undefined;
}

/** Of curl: `--oauth2-bearer`. */
const OPTION = 'oauth2-bearer';

/** `{"name":"Authorization","value":"…"}`: HAR, Postman and Insomnia keep names and values apart. */
function pairName(text: string, value: Span): Span | undefined {
  const name = wordBefore(text, value.start);
  const label = name && wordBefore(text, name.start);
  return label && isOneOf(text, label, PAIR_NAMES) ? name : undefined;
}

function isOneOf(text: string, { start, end }: Span, words: readonly string[]): boolean {
  return words.some((word) => word.length === end - start && isAt(text, start, word));
}

/** Whether a word of lower case, letters and hyphens, stands at a place in any case. Cuts nothing out of the text. */
function isAt(text: string, start: number, word: string): boolean {
  for (let index = 0; index < word.length; index++) {
    if ((text.charCodeAt(start + index) | 0x20) !== word.charCodeAt(index)) return false;
  }
  return true;
}

function named(text: string, word: Span | undefined): Context {
  if (!word) return NO_CONTEXT;
  const rule = ruleOfName(text, word.start, word.end);
  if (rule && rule.strength !== 'shape') return { rule };
  const before = text.charCodeAt(word.start - 1) === 0x20 ? plainWordBefore(text, word.start - 1) : undefined;
  const pair = before && ruleOfName(text, before.start, word.end);
  if (pair?.strength === 'strong') return { rule: pair };
  return rule ? { rule } : NO_CONTEXT;
}

/** The nearest word to the left, over glue. */
function wordBefore(text: string, start: number): Span | undefined {
  const floor = Math.max(0, start - LONGEST_GLUE);
  let at = start;
  let lines = 0;
  while (at > floor) {
    const code = text.charCodeAt(at - 1);
    if (code === NEWLINE && ++lines > 1) return undefined;
    if (isGlue(code) || code === BACKSLASH) {
      at--;
      continue;
    }
    const escaped = escapeBefore(text, at);
    if (!escaped || !(isGlue(escaped.code) || escaped.form === 'terminal')) break;
    at = escaped.start;
  }
  return at === start ? undefined : plainWordBefore(text, at);
}

function plainWordBefore(text: string, end: number): Span | undefined {
  const floor = Math.max(0, end - LONGEST_NAME);
  let start = end;
  while (start > floor && isClass(text.charCodeAt(start - 1), BASE64URL)) start--;
  const before = text.charCodeAt(start - 1);
  // The tail of an escape is no part of the name: `\nname`, `%26name`.
  if (before === BACKSLASH || before === PERCENT) start = Math.min(end, escapeAt(text, start - 1)?.end ?? start);
  return start === end ? undefined : { start, end };
}

function isGlue(code: number): boolean {
  return isClass(code, GLUE);
}
