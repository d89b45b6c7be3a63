import { before, behind, compare, distance, type Lines, later, type Position, textBetween } from '../../text/position';
import type { FoundToken } from '../foundToken';
import { FIELD_REACH } from '../read/fields';
import { ENTRY_REACH, RECORD_LINES } from '../read/timeBeside';
import { endOfPlaced, movedToken, type PlacedToken } from './indexedToken';

/** A piece of a document around a token: so much as says when the token was written and how long it lives. */
export interface Surroundings {
  readonly text: string;
  /** The token as found in that text. */
  readonly found: FoundToken;
  /** How many lines of it there are above the token or below it, whichever are more. */
  readonly lines: number;
}

/** No reading of a token depends on what is further away, in UTF-16 units. */
export const SURROUNDINGS = ENTRY_REACH + 64;

export function surroundingsOf(lines: Lines, token: PlacedToken): Surroundings {
  const start = firstPlace(lines, token);
  const tokenEnd = endOfPlaced(token);
  const end = behind(lines, tokenEnd, SURROUNDINGS);
  return {
    text: textBetween(lines, start, end),
    found: movedToken(token.item.found, distance(lines, start, token)),
    lines: Math.max(token.line - start.line, end.line - tokenEnd.line),
  };
}

/** A log record may begin further above than an entry of a HAR, if its lines are long. */
function firstPlace(lines: Lines, token: Position): Position {
  const entry = before(lines, token, SURROUNDINGS);
  const record = { line: Math.max(0, token.line - RECORD_LINES), character: 0 };
  return compare(entry, record) <= 0 ? entry : later(record, before(lines, token, RECORD_LINES * FIELD_REACH));
}
