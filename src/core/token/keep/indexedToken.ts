import type { Placed } from '../../text/placedItems';
import { type Lines, type Position, textBetween } from '../../text/position';
import type { Span } from '../../text/span';
import type { Whole } from '../find/finds';
import type { FoundToken } from '../foundToken';
import { moveToken } from '../moveToken';
import type { Lifetime } from '../read/assessment';
import type { Decoded } from '../read/decoded';

/** A token of an open document, apart from where in it it stands: it stays the same while lines come and go above it. */
export interface IndexedToken {
  /** Its offsets count from its own start. */
  readonly found: FoundToken;
  /** How many lines it ends below the one it begins on. */
  readonly linesDown: number;
  /** Where it ends: on its own line counted from its start, on a lower one from the start of that. */
  readonly lastCharacter: number;
  /** What was read of it, once somebody asked. */
  decoded?: Decoded;
  /** What its surroundings said of it; forgotten when they change. */
  lifetime?: Lifetime | undefined;
}

export type PlacedToken = Placed<IndexedToken>;

export function endOfPlaced({ line, character, item }: PlacedToken): Position {
  return item.linesDown === 0
    ? { line, character: character + item.lastCharacter }
    : { line: line + item.linesDown, character: item.lastCharacter };
}

export function textOf(lines: Lines, token: PlacedToken): string {
  return textBetween(lines, token, endOfPlaced(token));
}

/**
 * Tokens of a document that were found in a piece of its text.
 *
 * @param placeOf where in the document an offset of that text is; asked for in text order
 */
export function placeTokens(
  tokens: readonly FoundToken[],
  placeOf: (offset: number) => Position,
): readonly PlacedToken[] {
  return tokens.map((token) => {
    const place = placeOf(token.start);
    if (!token.pieces && !token.escape) return placeWhole(place, token.end - token.start, token);
    const end = placeOf(token.end);
    const linesDown = end.line - place.line;
    const lastCharacter = linesDown === 0 ? end.character - place.character : end.character;
    return { ...place, item: { found: movedToken(token, -token.start), linesDown, lastCharacter } };
  });
}

/** A token that stands in one piece, as it is. */
export function placeWhole({ line, character }: Position, length: number, whole: Whole): PlacedToken {
  return { line, character, item: new WholeToken(length, whole) };
}

/** Most tokens are such, and a log may have tens of thousands: what follows from two words is not kept. */
class WholeToken implements IndexedToken {
  readonly lastCharacter: number;
  readonly #whole: Whole;
  decoded?: Decoded;
  lifetime?: Lifetime | undefined;

  constructor(length: number, whole: Whole) {
    this.lastCharacter = length;
    this.#whole = whole;
  }

  get found(): FoundToken {
    const { kind, evidence } = this.#whole;
    return { start: 0, end: this.lastCharacter, kind, evidence };
  }

  get linesDown(): number {
    return 0;
  }
}

/** The same token, its offsets counted from another place. */
export function movedToken(token: FoundToken, by: number): FoundToken {
  return moveToken(token, (offset) => offset + by);
}

/** Whether two finds of one token, whose text is the same, say the same of it. */
export function isSame(a: IndexedToken, b: IndexedToken): boolean {
  return a.linesDown === b.linesDown && a.lastCharacter === b.lastCharacter && isSameFind(a.found, b.found);
}

function isSameFind(a: FoundToken, b: FoundToken): boolean {
  return (
    a.kind === b.kind &&
    a.evidence === b.evidence &&
    a.escape === b.escape &&
    isSameSpan(a, b) &&
    a.pieces?.length === b.pieces?.length &&
    (a.pieces ?? []).every((piece, index) => isSameSpan(piece, b.pieces?.[index]))
  );
}

function isSameSpan(a: Span | undefined, b: Span | undefined): boolean {
  return a?.start === b?.start && a?.end === b?.end;
}
