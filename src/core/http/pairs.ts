import { type DataNode, member, textOf } from './data';
import { closingQuote, decodedText } from './escape';
import type { Header } from './exchange';

/** A list of `{ name, value }`. */
export function readPairs(node: DataNode | undefined): readonly Header[] {
  if (node?.kind !== 'array') return [];
  return (node.written === undefined ? undefined : plainPairs(node.written, node.start)) ?? pairsIn(node.items);
}

function pairsIn(items: readonly DataNode[]): readonly Header[] {
  const pairs: Header[] = [];
  for (const item of items) {
    const name = textOf(member(item, 'name') ?? member(item, 'key'));
    const value = member(item, 'value');
    if (name === undefined || value?.kind !== 'text') continue;
    const read = value.read();
    const valueSpan = read.span(0, read.text.length);
    pairs.push({ start: item.start, end: item.end, name, value: read.text, valueSpan });
  }
  return pairs;
}

/**
 * The same from sound JSON in which all values are strings, as every browser writes it: a third of the time of a large HAR
 * would go into the nodes of its headers.
 *
 * @returns undefined for anything else
 */
function plainPairs(text: string, base: number): readonly Header[] | undefined {
  const pairs: Header[] = [];
  for (let at = skipBlanks(text, 1); text.charCodeAt(at) !== CLOSE_BRACKET; at = skipBlanks(text, at)) {
    if (pairs.length > 0) {
      if (text.charCodeAt(at) !== COMMA) return undefined;
      at = skipBlanks(text, at + 1);
    }
    const pair = plainPair(text, at, base);
    if (!pair) return undefined;
    pairs.push(pair);
    at = pair.end - base;
  }
  return pairs;
}

function plainPair(text: string, start: number, base: number): Header | undefined {
  if (text.charCodeAt(start) !== OPEN_BRACE) return undefined;
  let name: string | undefined;
  let value: string | undefined;
  let valueSpan = { start: 0, end: 0 };
  let at = start;
  do {
    const key = skipBlanks(text, at + 1);
    const keyEnd = stringEnd(text, key);
    const colon = skipBlanks(text, keyEnd);
    const written = skipBlanks(text, colon + 1);
    const end = stringEnd(text, written);
    if (keyEnd < 0 || end < 0 || text.charCodeAt(colon) !== COLON) return undefined;
    const decoded = decodedText(text.slice(written + 1, end - 1));
    if (text.startsWith('"name"', key)) name = decoded;
    else if (text.startsWith('"value"', key)) {
      value = decoded;
      valueSpan = { start: base + written + 1, end: base + end - 1 };
    } else if (!text.startsWith('"comment"', key)) return undefined;
    at = skipBlanks(text, end);
  } while (text.charCodeAt(at) === COMMA);
  if (text.charCodeAt(at) !== CLOSE_BRACE || name === undefined || value === undefined) return undefined;
  return { start: base + start, end: base + at + 1, name, value, valueSpan };
}

/** @returns the place behind the string, or -1 where there is none */
function stringEnd(text: string, at: number): number {
  return text.charCodeAt(at) === QUOTE ? closingQuote(text, '"', at + 1) + 1 || -1 : -1;
}

function skipBlanks(text: string, from: number): number {
  let at = from;
  while (text.charCodeAt(at) <= SPACE) at++;
  return at;
}

const SPACE = 0x20;
const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const CLOSE_BRACKET = 0x5d;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
