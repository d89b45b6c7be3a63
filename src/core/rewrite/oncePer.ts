import type { Node } from 'web-tree-sitter';

/** What `compute` makes of something (a file, its tree), made once for as long as that is looked at: many call sites ask the same. */
export function oncePer<Key extends object, T>(compute: (key: Key) => T): (key: Key) => T {
  const known = new WeakMap<Key, { readonly value: T }>();
  return (key) => {
    const found = known.get(key) ?? { value: compute(key) };
    known.set(key, found);
    return found.value;
  };
}

/** The same for what depends on a text and its tree and not on the rest of the project: it outlives the question. */
export function oncePerTree<Source extends { readonly root: Node }, T>(
  compute: (source: Source) => T,
): (source: Source) => T {
  const known = new WeakMap<Node, { readonly value: T }>();
  return (source) => {
    const found = known.get(source.root) ?? { value: compute(source) };
    known.set(source.root, found);
    return found.value;
  };
}
