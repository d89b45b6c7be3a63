import type { Span } from '../text/span';
import { BASE64URL, DOT, GLUE, isClass } from './alphabet';
import { escapeAt, escapeBefore } from './escapes';
import { type NameRule, ruleOfName } from './keyNames';

/** What stands before a value and says what it is. */
export interface Context {
  readonly rule?: NameRule;
  readonly scheme?: 'bearer' | 'basic';
  /** The name, where there is one. */
  readonly key?: Span;
}

/** Nothing further to the left of a value than this names it: UTF-16 units. */
export const KEY_REACH = 256;

const LONGEST_NAME = 64;
const LONGEST_GLUE = 64;

/** Words between a name and its value that name nothing: types, and the members of name-value pairs. */
const TYPES = new Set(['string', 'str', 'value', 'char', 'auto', 'text']);
const PAIR_NAMES = new Set(['name', 'key', 'headername']);

/** Reads leftwards from the start of a value: `"access_token": "`, `Authorization: Bearer `, `setAccessToken('`. */
export function contextOf(text: string, start: number): Context {
  const word = wordBefore(text, start);
  if (!word) return {};
  const name = text.slice(word.start, word.end).toLowerCase();
  const scheme = schemeOf(name);
  if (scheme) return { scheme, ...keyOf(wordBefore(text, word.start)) };
  if (name === 'value') return pairContext(text, word.start);
  if (TYPES.has(name)) return named(text, wordBefore(text, word.start));
  return named(text, word);
}

/** Where the value begins that follows a name or scheme ending at `from`; -1 where nothing does. */
export function valueAfter(text: string, from: number): number {
  let at = from;
  while (at - from < LONGEST_GLUE) {
    if (isClass(text.charCodeAt(at), GLUE)) at++;
    else {
      const escaped = escapeAt(text, at);
      if (escaped && isGlue(escaped.code)) at = escaped.end;
      else if (text.charCodeAt(at) === 0x5c) at++;
      else return at > from && isClass(text.charCodeAt(at), BASE64URL) ? at : -1;
    }
  }
  return -1;
}

function schemeOf(name: string): Context['scheme'] {
  if (name === 'bearer' || name.endsWith('oauth2-bearer')) return 'bearer';
  return name === 'basic' ? 'basic' : undefined;
}

/** `{"name":"Authorization","value":"…"}`: HAR, Postman and Insomnia keep names and values apart. */
function pairContext(text: string, start: number): Context {
  const name = wordBefore(text, start);
  const label = name && wordBefore(text, name.start);
  if (!label || !PAIR_NAMES.has(text.slice(label.start, label.end).toLowerCase())) return {};
  return named(text, name);
}

function named(text: string, word: Span | undefined): Context {
  if (!word) return {};
  const name = text.slice(word.start, word.end);
  const rule = ruleOfName(name);
  if (rule?.strength !== 'shape' && rule) return { rule, key: word };
  const before = text.charCodeAt(word.start - 1) === 0x20 ? plainWordBefore(text, word.start - 1) : undefined;
  const pair = before && ruleOfName(text.slice(before.start, word.end));
  if (before && pair && pair.strength === 'strong') return { rule: pair, key: { start: before.start, end: word.end } };
  return rule ? { rule, key: word } : {};
}

function keyOf(key: Span | undefined): { key?: Span } {
  return key ? { key } : {};
}

/** The nearest word to the left, over glue. */
function wordBefore(text: string, start: number): Span | undefined {
  const floor = Math.max(0, start - LONGEST_GLUE);
  let at = start;
  let lines = 0;
  while (at > floor) {
    const escaped = escapeBefore(text, at);
    if (escaped && (isGlue(escaped.code) || escaped.form === 'terminal')) {
      at = escaped.start;
      continue;
    }
    const code = text.charCodeAt(at - 1);
    if (code === 0x0a && ++lines > 1) return undefined;
    if (!isClass(code, GLUE) && code !== 0x5c) break;
    at--;
  }
  return at === start ? undefined : plainWordBefore(text, at);
}

function plainWordBefore(text: string, end: number): Span | undefined {
  const floor = Math.max(0, end - LONGEST_NAME);
  let at = end;
  while (at > floor && isClass(text.charCodeAt(at - 1), BASE64URL | DOT) && !escapeBefore(text, at)) at--;
  return at === end ? undefined : { start: at, end };
}

function isGlue(code: number): boolean {
  return isClass(code, GLUE);
}
