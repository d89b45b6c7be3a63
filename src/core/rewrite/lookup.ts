import type { Node } from 'web-tree-sitter';

/** Nodes by name, looked for when the name is first asked for: of the names of a large file few ever are. */
export interface Lookup {
  /** In text order; empty where there is none. */
  get(name: string): readonly Node[];
  has(name: string): boolean;
}

export function lookup(find: (name: string) => readonly Node[]): Lookup {
  const known = new Map<string, readonly Node[]>();
  const get = (name: string): readonly Node[] => {
    const nodes = known.get(name) ?? (/^[\w$]+$/.test(name) ? find(name) : []);
    known.set(name, nodes);
    return nodes;
  };
  return { get, has: (name) => get(name).length > 0 };
}
