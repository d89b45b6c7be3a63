import { type DataNode, quotedText } from './data';
import { DataBuilder } from './dataBuilder';

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
  const builder = new DataBuilder(base);
  const put = (node: DataNode) => {
    builder.put(node);
    builder.next();
  };
  let at = from;
  while (at < text.length && !builder.root) {
    const char = text.charAt(at);
    if (char === '"') {
      const node = quotedText(text, at, base);
      at = node.end - base;
      if (builder.needsKey) builder.key(node.read().text);
      else put(node);
    } else if (char === '{' || char === '[') {
      builder.enter(char === '[' ? 'array' : 'object', at);
      at++;
    } else if (char === '}' || char === ']') {
      at++;
      builder.leave(at);
      builder.next();
    } else if (char === ',' || char === ':' || char <= ' ' || char === '\ufeff') {
      if (char === ',') builder.next();
      at++;
    } else {
      SCALAR.lastIndex = at;
      const written = SCALAR.exec(text)?.[0] ?? char;
      put({ kind: 'scalar', start: base + at, end: base + at + written.length, text: written });
      at += written.length;
    }
  }
  const complete = builder.root !== undefined;
  builder.finish(text.length);
  return { ...(builder.root && { root: builder.root }), end: at, complete };
}

const SCALAR = /[^\s,:"{}[\]]+/y;
