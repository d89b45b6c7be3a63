import { before, behind, endOfLine, type Lines, type Position, type Range } from '../../text/position';
import { breakBefore, breakBehind, mayGoOnBehind, mayGoOnInto } from '../find/breaks';
import { mayNameReach } from '../find/nameReach';
import { CONTEXT_AFTER, CONTEXT_BEFORE } from '../find/scan';

/** What a change may have an effect on. */
export interface ChangeReach extends Range {
  /** Whether that begins with a line and does not depend on what is above. */
  readonly isFirst: boolean;
  /** Whether that ends with a line and does not depend on what is below. */
  readonly isLast: boolean;
}

/**
 * Where tokens begin that may have come, gone or become others because of a change: hardly ever on other lines, and where
 * these cannot be ruled out, in all the context that tokens may depend on.
 *
 * @param changed what stands elsewhere is what it was
 * @param isSeen whether a value is near over which other lines may decide, or text that is far away
 */
export function reachOf(lines: Lines, changed: Range, isSeen: boolean): ChangeReach {
  const isFirst = !isSeen && beginsAfresh(lines, changed.start);
  const isLast = !isSeen && endsForGood(lines, changed);
  const first = { line: changed.start.line, character: 0 };
  return {
    start: isFirst ? first : breakBefore(lines, before(lines, changed.start, CONTEXT_AFTER)),
    end: isLast ? endOfLine(lines, changed.end.line) : breakBehind(lines, behind(lines, changed.end, CONTEXT_BEFORE)),
    isFirst: isFirst && !mayNameReach(lines, first, first.line),
    isLast: isLast && !endsInPadding(lines, changed.end),
  };
}

function beginsAfresh(lines: Lines, start: Position): boolean {
  return start.character <= LONGEST_PIECE && !mayGoOnInto(lines, start);
}

function endsForGood(lines: Lines, changed: Range): boolean {
  const { end } = changed;
  if (lines.lineAt(end.line).length - end.character > LONGEST_PIECE) return false;
  return !mayGoOnBehind(lines, changed) && !mayNameReach(lines, end, end.line + 1);
}

/** So much of a line is read to its end, before the change and behind it, and of a longer one what tokens depend on. UTF-16 units. */
const LONGEST_PIECE = 1_024;

/** What stands behind the padding of a value may decide over it, even a line break. */
function endsInPadding(lines: Lines, { line }: Position): boolean {
  return lines.lineAt(line).endsWith('=');
}
