import type { Node } from 'web-tree-sitter';

const MOST_HOPS = 3;
const MOST_NAMES = 24;

/**
 * Expressions, and behind them those that the names in them stand for, in turn: each name once.
 *
 * @param valuesOf what a name may stand for
 */
export function followNames(
  expressions: readonly Node[],
  namesIn: (expression: Node) => readonly string[],
  valuesOf: (name: string) => readonly Node[],
): readonly Node[] {
  const trail = [...expressions];
  const seen = new Set<string>();
  for (let hop = 0, from = 0; hop < MOST_HOPS; hop++) {
    const names = trail.slice(from).flatMap(namesIn);
    from = trail.length;
    for (const name of names) {
      if (seen.has(name) || seen.size >= MOST_NAMES) continue;
      seen.add(name);
      trail.push(...valuesOf(name));
    }
  }
  return trail;
}
