import { openKernel } from '@host/kernel';
import type { Lines, Position, Range } from '../../text/position';
import type { PlacedFind } from './indexedToken';
import { scanLines } from './scanLines';
import { type ClosedEnds, scanRange } from './scanRange';

/** The tokens that start in a range of a document, by whatever is fastest in this host. See `scanRange`. */
export function scanPlaces(
  lines: Lines,
  range: Range,
  farSighted: Position[],
  closed: ClosedEnds,
): readonly PlacedFind[] {
  const kernel = isLong(lines, range) ? openKernel() : undefined;
  return (kernel && scanLines(lines, range, kernel, farSighted)) ?? scanRange(lines, range, farSighted, closed);
}

/** Long enough for a kernel to be worth its start. */
function isLong(lines: Lines, { start, end }: Range): boolean {
  let units = end.character - start.character;
  for (let line = start.line; line < end.line && units < WORTH_A_KERNEL; line++) units += lines.lineAt(line).length;
  return units >= WORTH_A_KERNEL;
}

/** UTF-16 units. */
const WORTH_A_KERNEL = 65_536;
