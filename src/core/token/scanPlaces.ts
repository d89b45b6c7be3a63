import { openKernel } from '@host/kernel';
import type { Lines, Range } from '../text/position';
import type { PlacedToken } from './indexedToken';
import { scanLines } from './scanLines';
import { scanRange } from './scanRange';

/** The tokens that start in a range of a document, by whatever is fastest in this host. See `scanRange`. */
export function scanPlaces(lines: Lines, range: Range): readonly PlacedToken[] {
  const kernel = isLong(range) ? openKernel() : undefined;
  return (kernel && scanLines(lines, range, kernel)) ?? scanRange(lines, range);
}

/** Long enough for a kernel to be worth its start. */
function isLong({ start, end }: Range): boolean {
  return end.line - start.line > MANY_LINES || (end.line === start.line && end.character - start.character > LONG_LINE);
}

const MANY_LINES = 200;
/** UTF-16 units. */
const LONG_LINE = 100_000;
