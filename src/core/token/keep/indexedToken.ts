import type { Placed } from '../../text/placedItems';
import { type Lines, type Position, textBetween } from '../../text/position';
import type { Span } from '../../text/span';
import type { Whole } from '../find/finds';
import type { FoundToken } from '../foundToken';
import { moveToken } from '../moveToken';
import type { Lifetime } from '../read/assessment';
import type { Decoded } from '../read/decoded';
import { lengthOf, type PackedToken, packed, wholeOf } from './packedToken';

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

/** The same before anybody asked for it. */
export type PlacedFind = Placed<IndexedToken | PackedToken>;

export function endOfPlaced({ line, character, item }: PlacedFind): Position {
  if (typeof item === 'number') return { line, character: character + lengthOf(item) };
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
): readonly PlacedFind[] {
  return tokens.map((token) => {
    const place = placeOf(token.start);
    if (!token.pieces && !token.escape) return placeWhole(place, token.end - token.start, token);
    const end = placeOf(token.end);
    const linesDown = end.line - place.line;
    const lastCharacter = linesDown === 0 ? end.character - place.character : end.character;
    const item = { found: movedToken(token, -token.start), linesDown, lastCharacter };
    return { line: place.line, character: place.character, item };
  });
}

/** A token that stands in one piece, as it is. */
export function placeWhole({ line, character }: Position, length: number, whole: Whole): PlacedFind {
  return { line, character, item: packed(length, whole) };
}

/** A token for whoever asks for it. It is to be kept: what is read of it is kept with it. */
export function unpacked(item: IndexedToken | PackedToken): IndexedToken {
  return typeof item === 'number' ? new WholeToken(item) : item;
}

/** What follows from its number is not kept. */
class WholeToken implements IndexedToken {
  readonly #packed: PackedToken;
  decoded?: Decoded;
  lifetime?: Lifetime | undefined;

  constructor(token: PackedToken) {
    this.#packed = token;
  }

  get found(): FoundToken {
    const { kind, evidence } = wholeOf(this.#packed);
    return { start: 0, end: this.lastCharacter, kind, evidence };
  }

  get linesDown(): number {
    return 0;
  }

  get lastCharacter(): number {
    return lengthOf(this.#packed);
  }
}

/** The same token, its offsets counted from another place. */
export function movedToken(token: FoundToken, by: number): FoundToken {
  return moveToken(token, (offset) => offset + by);
}

/** Whether two finds of one token, whose text is the same, say the same of it. */
export function isSame(one: IndexedToken | PackedToken, other: IndexedToken | PackedToken): boolean {
  if (one === other) return true;
  const [a, b] = [unpacked(one), unpacked(other)];
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
