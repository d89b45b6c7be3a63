import type { Node } from 'web-tree-sitter';
import type { Span } from '../text/span';

/** Helpers over syntax trees that know no language. Offsets of web-tree-sitter are UTF-16 code units already. */
export function spanOf(node: Node): Span {
  return { start: node.startIndex, end: node.endIndex };
}

export function field(node: Node, name: string): Node | undefined {
  return node.childForFieldName(name) ?? undefined;
}

/** Named children without comments. */
export function children(node: Node): readonly Node[] {
  return node.namedChildren.filter((child) => !child.type.includes('comment'));
}

/** All nodes of these types at or below `node`, in text order. */
export function descendants(node: Node, ...types: readonly string[]): readonly Node[] {
  return node.descendantsOfType([...types]);
}

/** The nearest node above `node` of one of these types. */
export function ancestor(node: Node, types: ReadonlySet<string>): Node | undefined {
  for (let at = node.parent; at !== null; at = at.parent) if (types.has(at.type)) return at;
  return undefined;
}

export function outermostAncestor(node: Node, types: ReadonlySet<string>): Node | undefined {
  let found: Node | undefined;
  for (let at = node.parent; at !== null; at = at.parent) if (types.has(at.type)) found = at;
  return found;
}

/**
 * Whether half-typed code touches the node: an ERROR or MISSING node inside it, or inside the statement it belongs to.
 * Only a node whose type ends in `statement`, `declaration` or `definition` (or the root) counts as a statement.
 */
export function isBroken(node: Node): boolean {
  if (node.hasError || node.isError) return true;
  for (let at: Node | null = node; at !== null; at = at.parent) {
    if (at.isError) return true;
    if (STATEMENT.test(at.type)) return at.hasError;
  }
  return false;
}

const STATEMENT = /(?:statement|declaration|definition|assignment)$/;
