import { type DataArray, type DataMember, type DataNode, type DataObject, quotedText } from './data';
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
  return readValue(text, from, base, undefined);
}

/**
 * The same, but of the objects in it only those under the names in `atOnce` are read at once. All others, and all lists, are
 * read when somebody asks for what is in them: of a HAR entry mostly nobody does.
 */
export function readJsonPartly(text: string, from: number, base: number, atOnce: ReadonlySet<string>): JsonReading {
  return readValue(text, from, base, atOnce);
}

function readValue(text: string, from: number, base: number, atOnce: ReadonlySet<string> | undefined): JsonReading {
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
      const isArray = code === OPEN_BRACKET;
      if (atOnce && builder.isInside && (isArray || !atOnce.has(builder.currentKey ?? ''))) {
        at = put(isArray ? new LaterArray(text, at, base) : new LaterObject(text, at, base));
      } else {
        builder.enter(isArray ? 'array' : 'object', at);
        at++;
      }
    } else if (code === CLOSE_BRACE || code === CLOSE_BRACKET) {
      at++;
      builder.leave(at);
      builder.next();
    } else if (code === COMMA) {
      builder.next();
      at++;
    } else if (code === COLON || code <= SPACE || code === MARK_OF_BYTE_ORDER) {
      // Most of this is the indentation of a file made for people.
      do at++;
      while (text.charCodeAt(at) <= SPACE);
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

class Later {
  readonly start: number;
  readonly end: number;
  readonly written: string;
  private root: DataNode | undefined;

  constructor(text: string, at: number, base: number) {
    const end = plainPasser(text)(at + 1, { depth: 1, inString: false, escaped: false });
    this.start = base + at;
    this.end = base + end;
    this.written = text.slice(at, end);
  }

  protected read(): DataNode | undefined {
    this.root ??= readJson(this.written, 0, this.start).root;
    return this.root;
  }
}

class LaterArray extends Later implements DataArray {
  readonly kind = 'array';

  get items(): readonly DataNode[] {
    const read = this.read();
    return read?.kind === 'array' ? read.items : [];
  }
}

class LaterObject extends Later implements DataObject {
  readonly kind = 'object';

  get members(): readonly DataMember[] {
    const read = this.read();
    return read?.kind === 'object' ? read.members : [];
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
