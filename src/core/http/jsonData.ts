import { type DataArray, type DataNode, quotedText } from './data';
import { DataBuilder } from './dataBuilder';
import { plainPasser } from './nesting';

export interface JsonReading {
  readonly root?: DataNode;
  /** Where the value ends in `text`. */
  readonly end: number;
  /** False where the text ended first: what was open is closed there. */
  readonly complete: boolean;
}

/**
 * Reads the JSON value that starts at `from`. Tolerant: it passes over what it does not expect, and over values that lie
 * deeper than `DEEPEST`.
 *
 * @param base where `text` starts in the source
 */
export function readJson(text: string, from: number, base: number): JsonReading {
  return readValue(text, from, base, () => undefined);
}

/** The same, but what is in its arrays is read when somebody asks for it: of a HAR entry mostly nobody does. */
export function readJsonObjects(text: string, from: number, base: number): JsonReading {
  return readValue(text, from, base, (at) => new LaterArray(text, at, base));
}

function readValue(
  text: string,
  from: number,
  base: number,
  laterArray: (at: number) => DataArray | undefined,
): JsonReading {
  const builder = new DataBuilder(base);
  const put = (node: DataNode): number => {
    builder.put(node);
    builder.next();
    return node.end - base;
  };
  let at = from;
  while (at < text.length && !builder.root) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      const node = quotedText(text, at, base);
      if (builder.needsKey) builder.key(node.decoded());
      else put(node);
      at = node.end - base;
    } else if (code === OPEN_BRACE || code === OPEN_BRACKET) {
      const later = code === OPEN_BRACKET && builder.isInside ? laterArray(at) : undefined;
      if (!later) builder.enter(code === OPEN_BRACKET ? 'array' : 'object', at);
      at = later ? put(later) : at + 1;
    } else if (code === CLOSE_BRACE || code === CLOSE_BRACKET) {
      at++;
      builder.leave(at);
      builder.next();
    } else if (code === COMMA || code === COLON || code <= SPACE || code === MARK_OF_BYTE_ORDER) {
      if (code === COMMA) builder.next();
      at++;
    } else {
      SCALAR.lastIndex = at;
      const written = SCALAR.exec(text)?.[0] ?? text.charAt(at);
      at = put({ kind: 'scalar', start: base + at, end: base + at + written.length, text: written });
    }
  }
  const complete = builder.root !== undefined;
  builder.finish(text.length);
  return { ...(builder.root && { root: builder.root }), end: at, complete };
}

class LaterArray implements DataArray {
  readonly kind = 'array';
  readonly start: number;
  readonly end: number;
  private readonly text: string;
  private readonly base: number;
  private read: readonly DataNode[] | undefined;

  constructor(text: string, at: number, base: number) {
    this.start = base + at;
    this.end = base + plainPasser(text)(at + 1, { depth: 1, inString: false, escaped: false });
    this.text = text;
    this.base = base;
  }

  get items(): readonly DataNode[] {
    if (!this.read) {
      const { root } = readJson(this.text, this.start - this.base, this.base);
      this.read = root?.kind === 'array' ? root.items : [];
    }
    return this.read;
  }
}

const SCALAR = /[^\s,:"{}[\]]+/y;
const SPACE = 0x20;
const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const MARK_OF_BYTE_ORDER = 0xfeff;
