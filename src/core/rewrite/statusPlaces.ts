import type { Node } from 'web-tree-sitter';
import type { Parsed } from './lookup';
import { placesIn } from './places';

const STATUS = /401|unauthorized/gi;

/** The nodes, or what they are directly part of, with which something is compared to find a 401. In text order. */
export function statusPlaces(source: Parsed, isStatus: (node: Node) => boolean): readonly Node[] {
  return placesIn(source)
    .of(STATUS)
    .flatMap(({ start, end }) => {
      const node = source.root.descendantForIndex(start, end);
      return [node, node?.parent].find((one) => one && isStatus(one)) ?? [];
    });
}
