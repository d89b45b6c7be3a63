import { type DataMember, type DataNode, type DataText, DEEPEST, quotedText } from './data';
import type { JsonReading } from './jsonData';
import { MappedText } from './located';

interface Open {
  readonly start: number;
  readonly members?: DataMember[];
  readonly items?: DataNode[];
  key: string | undefined;
  /** A value was read since the last comma: what else stands there are annotations. */
  filled: boolean;
}

/**
 * Reads what Node's `util.inspect` prints: JSON with bare keys, three kinds of quotes, strings in pieces (`'a' +`), class
 * names and annotations (`Object [AxiosHeaders] {`, `<ref *1>`, `[Circular *1]`). As tolerant as `readJson`, and the same
 * result. `text` must open a bracket at `from`.
 */
export function readInspected(text: string, from: number, base: number): JsonReading {
  const open: Open[] = [];
  let tooDeep = 0;
  let root: DataNode | undefined;
  const put = (node: DataNode) => {
    const parent = open.at(-1);
    if (!parent) root = node;
    else if (parent.filled || tooDeep > 0) return;
    else if (parent.items) parent.items.push(node);
    else if (parent.key !== undefined) parent.members?.push({ key: parent.key, value: node });
    if (parent) parent.filled = true;
  };
  let at = from;
  while (at < text.length && !root) {
    const char = text.charAt(at);
    const parent = open.at(-1);
    if (QUOTES.includes(char)) {
      const node = joinedText(text, at, base);
      at = node.end - base;
      if (parent?.members && parent.key === undefined) parent.key = node.read().text;
      else put(node);
    } else if (char === '{' || (char === '[' && !ANNOTATION.test(text.slice(at, at + 2)))) {
      if (open.length >= DEEPEST || parent?.filled) tooDeep++;
      else open.push({ start: at, key: undefined, filled: false, ...(char === '[' ? { items: [] } : { members: [] }) });
      at++;
    } else if (char === '[') at = endOfAnnotation(text, at);
    else if (char === '}' || char === ']') {
      at++;
      if (tooDeep > 0) tooDeep--;
      else {
        const top = open.pop();
        const span = { start: base + (top?.start ?? at), end: base + at };
        if (top)
          put(
            top.items
              ? { kind: 'array', ...span, items: top.items }
              : { kind: 'object', ...span, members: top.members ?? [] },
          );
      }
    } else if (char === ',') {
      if (parent && tooDeep === 0) Object.assign(parent, { key: undefined, filled: false });
      at++;
    } else if (char === ':' || char <= ' ') at++;
    else {
      WORD.lastIndex = at;
      const word = WORD.exec(text)?.[0] ?? char;
      const node: DataNode = { kind: 'scalar', start: base + at, end: base + at + word.length, text: word };
      at += word.length;
      if (parent?.members && parent.key === undefined && text.charAt(at) === ':') parent.key = word;
      else if (!/^[<A-Z]/.test(word)) put(node);
    }
  }
  const complete = root !== undefined;
  for (let top = open.pop(); top; top = open.pop()) {
    const span = { start: base + top.start, end: base + text.length };
    put(
      top.items
        ? { kind: 'array', ...span, items: top.items }
        : { kind: 'object', ...span, members: top.members ?? [] },
    );
  }
  return { ...(root && { root }), end: at, complete };
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
  return { kind: 'text', start: first.start, end, read };
}
