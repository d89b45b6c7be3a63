import type { Node } from 'web-tree-sitter';
import type { Span } from '../text/span';
import { distinct, type MayBe, nodesNamed } from './nodes';
import { oncePerTree } from './oncePer';

/** What stands under a name, looked for when the name is first asked for: of the names of a large file few ever are. */
export interface Lookup<T = Node> {
  /**
   * In text order; empty where there is none.
   *
   * @param part the stretch in which the name stands; all of the text where it is left out
   */
  get(name: string, part?: Span): readonly T[];
  has(name: string): boolean;
}

export function lookup<T = Node>(find: (name: string, part?: Span) => readonly T[]): Lookup<T> {
  const known = new Map<string, readonly T[]>();
  const get = (name: string, part?: Span): readonly T[] => {
    if (!/^\S+$/.test(name)) return [];
    if (part !== undefined) return find(name, part);
    const found = known.get(name) ?? find(name);
    known.set(name, found);
    return found;
  };
  return { get, has: (name) => get(name).length > 0 };
}

/** A text and its tree. */
export interface Parsed {
  readonly root: Node;
  readonly text: string;
}

/** All nodes of a file that are a name and nothing else. */
export const nodesByName = oncePerTree(({ root, text }: Parsed) =>
  lookup((name, part) => [...nodesNamed(root, text, name, part)]),
);

/**
 * By name what nodes of these types hold under it. `read` finds nothing where the name that was found is not theirs.
 *
 * @param mayBe see `nodesNamed`
 */
export function lookupAround<T>(
  source: Parsed,
  types: ReadonlySet<string>,
  read: (node: Node, name: string) => readonly T[],
  mayBe?: MayBe,
): Lookup<T> {
  const { root, text } = source;
  return lookup((name, part) => {
    const named = mayBe === undefined ? nodesByName(source).get(name, part) : nodesNamed(root, text, name, part, mayBe);
    return distinct([...named].flatMap((node) => around(node, types))).flatMap((node) => read(node, name));
  });
}

/** Not `client` of `client.send()` and `client()`: what is given to a name is given to the whole of it. */
export const mayBeGiven: MayBe = (text, { end }) => text[end] !== '.' && text[end] !== '(';

/** The same for calls, by the name that is called: of the calls around a name the closest is the one that it belongs to. */
export function lookupCalls<T>(
  source: Parsed,
  types: ReadonlySet<string>,
  read: (node: Node, name: string) => readonly T[],
): Lookup<T> {
  const named = nodesByName(source);
  return lookup((name, part) =>
    distinct(named.get(name, part).flatMap((node) => closest(node, types) ?? [])).flatMap((node) => read(node, name)),
  );
}

function closest(inner: Node, types: ReadonlySet<string>): Node | undefined {
  let at = inner.parent;
  for (let up = 0; up < MOST_AROUND && at !== null; up++, at = at.parent) if (types.has(at.type)) return at;
  return undefined;
}

/** The nodes of these types close around another, the outermost first. */
export function around(inner: Node, types: ReadonlySet<string>): readonly Node[] {
  const found: Node[] = [];
  let at = inner.parent;
  for (let up = 0; up < MOST_AROUND && at !== null; up++, at = at.parent) if (types.has(at.type)) found.unshift(at);
  return found;
}

/** How many nodes a grammar puts between a declaration or a call and its name: lists, declarators, type arguments. */
const MOST_AROUND = 4;
