import type { Point } from 'web-tree-sitter';

/** Where a text ends that begins at a point. Columns count UTF-16 code units. */
export function pointAfter({ row, column }: Point, text: string): Point {
  let rows = 0;
  let lineStart = 0;
  for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', lineStart)) {
    rows++;
    lineStart = end + 1;
  }
  return { row: row + rows, column: rows === 0 ? column + text.length : text.length - lineStart };
}
