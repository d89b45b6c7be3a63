import {
  before,
  behind,
  compare,
  distance,
  endOf,
  type Lines,
  placesFrom,
  type Range,
  textBetween,
} from '../../text/position';
import { type Candidates, candidatesIn } from '../find/candidates';
import { CONTEXT_AFTER, CONTEXT_BEFORE, scan } from '../find/scan';
import { type PlacedToken, placeTokens } from './indexedToken';

/**
 * The tokens that start in a range, as a scan of the whole document would find them, from a look at the range and a
 * little around it. The range must begin and end where no token reaches over (`breaks`), else at a token.
 */
export function scanRange(lines: Lines, { start, end }: Range): readonly PlacedToken[] {
  const from = before(lines, start, CONTEXT_BEFORE);
  const first = distance(lines, from, start);
  for (let context = CONTEXT_AFTER; ; context *= 2) {
    const to = behind(lines, end, context);
    const text = textBetween(lines, from, to);
    const last = text.length - distance(lines, end, to);
    const tokens = scan(text, within(candidatesIn(text), first, last));
    const reached = tokens.at(-1)?.end ?? 0;
    // A token that nearly fills what was looked at may be longer.
    if (reached + CONTEXT_AFTER <= text.length || compare(to, endOf(lines)) === 0) {
      return placeTokens(tokens, placesFrom(lines, from));
    }
  }
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
