import type { Node, Point } from 'web-tree-sitter';
import { type Span, touches } from '../text/span';
import type { Parsed } from './lookup';
import { spanOf } from './nodes';
import { pointAfter } from './points';

/**
 * What has to be looked at to find everything of these types that touches a place: so that a question about one line costs
 * what is in that line, and not what is in the file.
 *
 * @param within undefined where the whole file is asked about; then there is no part, either
 */
export function partAround(source: Parsed, types: Iterable<string>, within: Span | undefined): Span | undefined {
  if (within === undefined) return undefined;
  let { start, end } = within;
  const from = pointAt(source, within.start - 1);
  for (const node of source.root.descendantsOfType([...types], from, pointAt(source, within.end + 1))) {
    if (!isWithin(node, within)) continue;
    start = Math.min(start, node.startIndex);
    end = Math.max(end, node.endIndex);
  }
  return { start, end };
}

/** Whether somebody asks about this node. */
export function isWithin(node: Node, within: Span | undefined): boolean {
  return within === undefined || touches(spanOf(node), within);
}

function pointAt({ root, text }: Parsed, offset: number): Point {
  const near = root.descendantForIndex(Math.max(0, offset));
  return near === null || near.startIndex > offset
    ? pointAfter({ row: 0, column: 0 }, text.slice(0, Math.max(0, offset)))
    : pointAfter(near.startPosition, text.slice(near.startIndex, offset));
}
