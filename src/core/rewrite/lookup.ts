import type { Node } from 'web-tree-sitter';

/** What stands under a name, looked for when the name is first asked for: of the names of a large file few ever are. */
export interface Lookup<T = Node> {
  /** In text order; empty where there is none. */
  get(name: string): readonly T[];
  has(name: string): boolean;
}

export function lookup<T = Node>(find: (name: string) => readonly T[]): Lookup<T> {
  const known = new Map<string, readonly T[]>();
  const get = (name: string): readonly T[] => {
    const found = known.get(name) ?? (WORD.test(name) ? find(name) : []);
    known.set(name, found);
    return found;
  };
  return { get, has: (name) => get(name).length > 0 };
}

const WORD = /^[\p{ID_Continue}$@]+$/u;
