import { type DataNode, type DataText, quotedText } from './data';
import { DataBuilder } from './dataBuilder';
import type { JsonReading } from './jsonData';
import { MappedText } from './located';

/**
 * Reads what Node's `util.inspect` prints: JSON with bare keys, three kinds of quotes, strings in pieces (`'a' +`), class
 * names and annotations (`Object [AxiosHeaders] {`, `<ref *1>`, `[Circular *1]`). As tolerant as `readJson`, and with the
 * same result. `text` must open a bracket at `from`.
 */
export function readInspected(text: string, from: number, base: number): JsonReading {
  const builder = new DataBuilder(base);
  let at = from;
  while (at < text.length && !builder.root) {
    const char = text.charAt(at);
    if (QUOTES.includes(char)) {
      const node = joinedText(text, at, base);
      at = node.end - base;
      if (builder.needsKey) builder.key(node.decoded());
      else builder.put(node);
    } else if (char === '[' && ANNOTATION.test(text.slice(at, at + 2))) at = endOfAnnotation(text, at);
    else if (char === '{' || char === '[') {
      builder.enter(char === '[' ? 'array' : 'object', at);
      at++;
    } else if (char === '}' || char === ']') {
      at++;
      builder.leave(at);
    } else if (char === ',' || char === ':' || char <= ' ') {
      if (char === ',') builder.next();
      at++;
    } else {
      WORD.lastIndex = at;
      const word = WORD.exec(text)?.[0] ?? char;
      const node: DataNode = { kind: 'scalar', start: base + at, end: base + at + word.length, text: word };
      at += word.length;
      if (builder.needsKey && text.charAt(at) === ':') builder.key(word);
      else if (!/^[<A-Z]/.test(word)) builder.put(node);
    }
  }
  const complete = builder.root !== undefined;
  builder.finish(text.length);
  return { ...(builder.root && { root: builder.root }), end: at, complete };
}

const QUOTES = `'"\``;
/** An array has a blank behind its bracket, or nothing in it. */
const ANNOTATION = /^\[[^\s\]]/;
const WORD = /[^\s,:{}[\]'"`]+/y;
const PLUS = /\s{0,400}\+\s{0,400}(?=['"`])/y;

/** `[Function: x]`, `[Symbol(kState)]`, `[Object: null prototype]`. None spans lines. */
function endOfAnnotation(text: string, from: number): number {
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    const char = text.charAt(at);
    if (char === '[') depth++;
    else if (char === ']' && --depth === 0) return at + 1;
    else if (char === '\n') return at;
  }
  return text.length;
}

/** A string, with the pieces that a `+` joins to it. */
function joinedText(text: string, from: number, base: number): DataText {
  const first = quotedText(text, from, base);
  const pieces = [first];
  let end = first.end;
  for (PLUS.lastIndex = end - base; PLUS.test(text); PLUS.lastIndex = end - base) {
    const piece = quotedText(text, PLUS.lastIndex, base);
    pieces.push(piece);
    end = piece.end;
  }
  if (pieces.length === 1) return first;
  const read = () => pieces.reduce((joined, piece) => joined.appendLocated(piece.read()), new MappedText());
  return {
    kind: 'text',
    start: first.start,
    end,
    read,
    decoded: () => read().text,
    beginning: (length) => first.beginning(length),
  };
}
