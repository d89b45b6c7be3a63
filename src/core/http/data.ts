import type { Span } from '../text/span';
import { closingQuote, decodedText, decodeEscapes } from './escape';
import { type Located, locate } from './located';

/** A value that was read from JSON or from what Node's `util.inspect` prints. Objects are lists, so no key can do harm. */
export type DataNode = DataObject | DataArray | DataText | DataScalar;

export interface DataObject extends Span {
  readonly kind: 'object';
  readonly members: readonly DataMember[];
}
export interface DataMember {
  readonly key: string;
  readonly value: DataNode;
}
export interface DataArray extends Span {
  readonly kind: 'array';
  readonly items: readonly DataNode[];
  /** The text of one that was not read yet: asking for `items` reads it. */
  readonly written?: string;
}
export interface DataText extends Span {
  readonly kind: 'text';
  /** Decodes the text, each time anew. */
  read(): Located;
  /** The same for those who need not know where its characters stand: fast, also where it is long. */
  decoded(): string;
  /** The same of its first code units, as they are written; the last of them may be a broken escape. */
  beginning(length: number): string;
}
/** A number, a name such as `true` or `undefined`, or something too deep to be read. `text` is as written. */
export interface DataScalar extends Span {
  readonly kind: 'scalar';
  readonly text: string;
}

/** No value is read that lies deeper than this: nothing a log says about HTTP does. */
export const DEEPEST = 200;

/** A string in quotes that starts at `from`. An unclosed one reaches to the end of the text. */
export function quotedText(text: string, from: number, base: number): DataText {
  const close = closingQuote(text, text.charAt(from), from + 1);
  return new QuotedText(text, from, close < 0 ? text.length : close, base);
}

/** A class, because a log holds so many of them that a function of their own for each would be felt. */
class QuotedText implements DataText {
  readonly kind = 'text';
  readonly start: number;
  readonly end: number;
  private readonly source: string;
  private readonly close: number;
  private readonly base: number;

  constructor(source: string, from: number, close: number, base: number) {
    this.start = base + from;
    this.end = base + Math.min(source.length, close + 1);
    this.source = source;
    this.close = close;
    this.base = base;
  }

  read(): Located {
    return decodeEscapes(this.written, this.start + 1);
  }

  decoded(): string {
    return decodedText(this.written);
  }

  beginning(length: number): string {
    return decodedText(this.written.slice(0, length));
  }

  private get written(): string {
    return this.source.slice(this.start - this.base + 1, this.close);
  }
}

export function plainText(text: string, start: number): DataText {
  return {
    kind: 'text',
    start,
    end: start + text.length,
    read: () => locate(text, start),
    decoded: () => text,
    beginning: (length) => text.slice(0, length),
  };
}

/** The member of that name; of several the last, as in `JSON.parse`. */
export function member(node: DataNode | undefined, key: string): DataNode | undefined {
  if (node?.kind !== 'object') return undefined;
  for (let index = node.members.length - 1; index >= 0; index--) {
    const candidate = node.members[index];
    if (candidate?.key === key) return candidate.value;
  }
  return undefined;
}

/** Follows `a.b.c` through nested objects, and through keys that hold the dots themselves (`{"a.b": {"c": 1}}`). */
export function at(node: DataNode | undefined, path: string): DataNode | undefined {
  if (node?.kind !== 'object' || node.members.length === 0) return undefined;
  const whole = member(node, path);
  if (whole) return whole;
  for (let dot = path.indexOf('.'); dot >= 0; dot = path.indexOf('.', dot + 1)) {
    const inner = at(member(node, path.slice(0, dot)), path.slice(dot + 1));
    if (inner) return inner;
  }
  return undefined;
}

/** The first of the paths that leads to something other than `null` or `undefined`. */
export function firstOf(node: DataNode | undefined, paths: readonly string[]): DataNode | undefined {
  for (const path of paths) {
    const found = at(node, path);
    if (found && !(found.kind === 'scalar' && /^(?:null|undefined)$/.test(found.text))) return found;
  }
  return undefined;
}

export function textOf(node: DataNode | undefined): string | undefined {
  return node?.kind === 'text' ? node.decoded() : undefined;
}

/** A number, also one that was written as a string. */
export function numberOf(node: DataNode | undefined): number | undefined {
  const written = node?.kind === 'scalar' ? node.text : textOf(node);
  if (written === undefined || written === '') return undefined;
  const value = Number(written);
  return Number.isFinite(value) ? value : undefined;
}

/** Text or number as written, with its place. Undefined for everything else. */
export function writtenIn(node: DataNode | undefined): Located | undefined {
  if (node?.kind === 'text') return node.read();
  return node?.kind === 'scalar' ? locate(node.text, node.start) : undefined;
}
