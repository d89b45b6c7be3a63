import type { Node } from 'web-tree-sitter';
import { type Span, shift } from '../text/span';
import { createPlaces, placesIn } from './places';

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

/**
 * The nodes that are this word and nothing else, in text order; not where it stands in a comment or a string. Found by the
 * text, because walking a large tree costs many times as much.
 *
 * @param mayBe what shows in the text before the tree is asked, which costs a hundred times as much
 */
export function* nodesNamed(
  root: Node,
  text: string,
  word: string,
  within?: Span,
  mayBe: MayBe = () => true,
): Generator<Node> {
  for (const { start: at, end } of wordsIn(root, text, word, within)) {
    if (isWordPart(text[at - 1]) || isWordPart(text[end]) || !mayBe(text, { start: at, end })) continue;
    const node = root.descendantForIndex(at, end);
    if (node !== null && node.startIndex === at && node.endIndex === end) yield node;
  }
}

/** Whether the text around a word leaves it open what it is. */
export type MayBe = (text: string, place: Span) => boolean;

/** By where they start; of two that start together the one around the other first. */
export function comparePlaces(a: Node, b: Node): number {
  return a.startIndex - b.startIndex || b.endIndex - a.endIndex;
}

/** Each node once, where it came first. */
export function distinct(nodes: readonly Node[]): readonly Node[] {
  return nodes.length < 2 ? nodes : [...new Map(nodes.map((node) => [node.id, node])).values()];
}

/** Of a part nothing is kept: to search it costs little, and the next one is another. */
function wordsIn(root: Node, text: string, word: string, within: Span | undefined): readonly Span[] {
  if (within === undefined) return placesIn({ root, text }).of(word);
  const part = createPlaces(text.slice(within.start, within.end));
  return part.of(word).map((span) => shift(span, within.start));
}

function isWordPart(character: string | undefined): boolean {
  return character !== undefined && /[\p{ID_Continue}$]/u.test(character);
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

/** Keeps a node under its name, behind those that are there; nothing where either is missing. */
export function addNamed(named: Map<string, Node[]>, name: string | undefined, node: Node | undefined): void {
  if (name === undefined || node === undefined) return;
  const known = named.get(name);
  if (known === undefined) named.set(name, [node]);
  else known.push(node);
}
