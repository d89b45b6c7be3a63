import { type DataMember, type DataNode, DEEPEST, quotedText } from './data';

export interface JsonReading {
  readonly root?: DataNode;
  /** Where the value ends in `text`. */
  readonly end: number;
  /** False where the text ended first: what was open is closed there. */
  readonly complete: boolean;
}

interface Open {
  readonly start: number;
  readonly members?: DataMember[];
  readonly items?: DataNode[];
  key: string | undefined;
}

/**
 * Reads the JSON value that starts at `from`. Tolerant: it passes over what it does not expect. Its own stack, so that no
 * depth overflows the engine's; values deeper than `DEEPEST` are passed over.
 *
 * @param base where `text` starts in the source
 */
export function readJson(text: string, from: number, base: number): JsonReading {
  const open: Open[] = [];
  let tooDeep = 0;
  let root: DataNode | undefined;
  const put = (node: DataNode) => {
    const parent = open.at(-1);
    if (!parent) root = node;
    else if (parent.items) parent.items.push(node);
    else if (parent.key !== undefined) {
      parent.members?.push({ key: parent.key, value: node });
      parent.key = undefined;
    }
  };
  const close = (end: number) => {
    const top = open.pop();
    if (!top) return;
    const span = { start: base + top.start, end: base + end };
    put(
      top.items
        ? { kind: 'array', ...span, items: top.items }
        : { kind: 'object', ...span, members: top.members ?? [] },
    );
  };
  let at = from;
  while (at < text.length && !root) {
    const char = text.charAt(at);
    if (char === '"') {
      const node = quotedText(text, at, base);
      const parent = open.at(-1);
      at = node.end - base;
      if (tooDeep > 0) continue;
      if (parent?.members && parent.key === undefined) parent.key = node.read().text;
      else put(node);
    } else if (char === '{' || char === '[') {
      if (open.length >= DEEPEST) tooDeep++;
      else open.push({ start: at, key: undefined, ...(char === '[' ? { items: [] } : { members: [] }) });
      at++;
    } else if (char === '}' || char === ']') {
      at++;
      if (tooDeep > 0) tooDeep--;
      else close(at);
    } else if (char === ',' || char === ':' || char <= ' ' || char === '\ufeff') {
      const parent = open.at(-1);
      if (char === ',' && parent && tooDeep === 0) parent.key = undefined;
      at++;
    } else {
      SCALAR.lastIndex = at;
      const written = SCALAR.exec(text)?.[0] ?? char;
      if (tooDeep === 0) put({ kind: 'scalar', start: base + at, end: base + at + written.length, text: written });
      at += written.length;
    }
  }
  const complete = root !== undefined;
  while (open.length > 0) close(text.length);
  return { ...(root && { root }), end: at, complete };
}

const SCALAR = /[^\s,:"{}[\]]+/y;
