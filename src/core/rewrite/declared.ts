import type { Node } from 'web-tree-sitter';
import { type Lookup, lookup, type Parsed } from './lookup';
import { distinct, field } from './nodes';

/**
 * Functions by their names. A name may be used hundreds of times: the tree is asked about the places only at which the text
 * declares it.
 *
 * @param declaration finds a declaration; its match ends in the name, which is its first group
 * @param types of the nodes that have the name as their field `name`
 */
export function declaredBy(source: Parsed, declaration: RegExp, types: ReadonlySet<string>): Lookup {
  const places = new Map<string, number[]>();
  for (const { index, 0: match, 1: name = '' } of source.text.matchAll(declaration)) {
    const known = places.get(name);
    const at = index + match.length - name.length;
    if (known === undefined) places.set(name, [at]);
    else known.push(at);
  }
  return lookup((name) => functionsAt(source.root, places.get(name) ?? [], name, types));
}

/** The functions of this name that have a node at one of these places as their part. */
export function functionsAt(
  root: Node,
  places: readonly number[],
  name: string,
  types: ReadonlySet<string>,
): readonly Node[] {
  const found = places.flatMap((at) => root.descendantForIndex(at, at + 1)?.parent ?? []);
  return distinct(found).filter((one) => types.has(one.type) && field(one, 'name')?.text === name);
}
