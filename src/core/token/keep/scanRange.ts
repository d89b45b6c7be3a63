import {
  before,
  behind,
  compare,
  distance,
  endOf,
  type Lines,
  type Position,
  placesFrom,
  type Range,
  textBetween,
} from '../../text/position';
import { type Candidates, candidatesIn } from '../find/candidates';
import { CONTEXT_AFTER, CONTEXT_BEFORE, scan } from '../find/scan';
import { type PlacedFind, placeTokens } from './indexedToken';

/** Ends of a range over which nothing reaches that tokens in it depend on. */
export interface ClosedEnds {
  readonly isFirst: boolean;
  readonly isLast: boolean;
}

/** What is known of a range of which nothing was asked. */
export const OPEN_ENDS: ClosedEnds = { isFirst: false, isLast: false };

/**
 * The tokens that start in a range, as a scan of the whole document would find them, from a look at the range and, where
 * its ends are not closed, a little around it. The range must begin and end where no token reaches over (`breaks`), else at
 * a token.
 *
 * @param farSighted takes the ends of values in it over which other lines may decide: these are looked at, too
 */
export function scanRange(
  lines: Lines,
  range: Range,
  farSighted: Position[] = [],
  closed = OPEN_ENDS,
): readonly PlacedFind[] {
  const { start, end } = range;
  const from = closed.isFirst ? start : before(lines, start, CONTEXT_BEFORE);
  const first = distance(lines, from, start);
  for (let context = CONTEXT_AFTER; ; context *= 2) {
    const to = closed.isLast ? end : behind(lines, end, context);
    const text = textBetween(lines, from, to);
    const last = text.length - distance(lines, end, to);
    const seen: number[] = [];
    const all = candidatesIn(text);
    const tokens = scan(text, first === 0 && last === text.length ? all : within(all, first, last), seen);
    if (seen.length > 0 && (closed.isFirst || closed.isLast)) return scanRange(lines, range, farSighted);
    const reached = tokens.at(-1)?.end ?? 0;
    // A token that nearly fills what was looked at may be longer.
    if (closed.isLast || reached + CONTEXT_AFTER <= text.length || compare(to, endOf(lines)) === 0) {
      if (seen.length > 0) addPlaces(farSighted, seen, placesFrom(lines, from));
      return tokens.length === 0 ? [] : placeTokens(tokens, placesFrom(lines, from));
    }
  }
}

function addPlaces(places: Position[], offsets: number[], placeOf: (offset: number) => Position): void {
  for (const offset of offsets.sort((a, b) => a - b)) places.push(placeOf(offset));
}

/** The candidates between two offsets. */
function within(candidates: Candidates, first: number, last: number): Candidates {
  return {
    next(from) {
      const at = candidates.next(Math.max(from, first));
      return at < last ? at : -1;
    },
    get settled() {
      return candidates.settled;
    },
    get settledEnd() {
      return candidates.settledEnd;
    },
  };
}
