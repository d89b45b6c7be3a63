import type { Node } from 'web-tree-sitter';
import { type Lookup, lookup, type Parsed } from './lookup';
import { distinct, field } from './nodes';
import { placesIn } from './places';

/**
 * Functions by their names. A name may be used hundreds of times: the tree is asked about the places only at which the text
 * declares it.
 *
 * @param declaration finds a declaration up to the end of its name: see `Places.of`
 * @param types of the nodes that have the name as their field `name`
 */
export function declaredBy(source: Parsed, declaration: RegExp, types: ReadonlySet<string>): Lookup {
  const places = new Map<string, number[]>();
  for (const { start, end } of placesIn(source).of(declaration)) {
    const [name = ''] = /[^\s(&.;]+$/.exec(source.text.slice(start, end)) ?? [];
    const known = places.get(name);
    if (known === undefined) places.set(name, [end - name.length]);
    else known.push(end - name.length);
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
