import { endOfNew, type LinesChange, moved } from '../../text/linesChange';
import { PendingRanges } from '../../text/pendingRanges';
import { PlacedItems } from '../../text/placedItems';
import { behind, compare, earlier, endOf, type Lines, later, type Position, type Range } from '../../text/position';
import { reachOf } from './changeReach';
import { FarSighted } from './farSighted';
import { endOfPlaced, type IndexedToken, isSame, type PlacedFind, type PlacedToken, unpacked } from './indexedToken';
import { Lifetimes, type Places } from './lifetimes';
import type { PackedToken } from './packedToken';
import { scanPlaces } from './scanPlaces';
import { SURROUNDINGS } from './surroundings';
import { readPlaced, type TokenReading } from './tokenReading';

/**
 * The tokens of a document, kept while it is edited. A change moves what stands behind it without touching it, and what
 * must be scanned again is what stands close to it. That is done in `settle`, piece by piece where it is much: a document
 * that was just opened is one long change.
 */
export class TokenIndex {
  readonly #tokens = new PlacedItems<IndexedToken | PackedToken>();
  readonly #unscanned = new PendingRanges(EVERYTHING);
  readonly #farSighted = new FarSighted();
  readonly #lifetimes = new Lifetimes();
  readonly #places: Places = {
    all: () => this.firstTokens(this.length),
    placeOf: (token) => this.#placed(this.#tokens.indexOf(token)),
  };
  #revision = 0;

  /** Another number where tokens came or went or say something else; not where they only moved with their lines. */
  get revision(): number {
    return this.#revision;
  }

  get length(): number {
    return this.#tokens.length;
  }

  get isSettled(): boolean {
    return this.#unscanned.isEmpty;
  }

  /** Changes of one event are told in the order in which they were made. */
  change(change: LinesChange): void {
    const { range } = change;
    const newEnd = endOfNew(change);
    const [first, next] = this.#indicesIn(range);
    const gone = this.#slice(first, next);
    const touched = surrounding(range, gone);
    const behind = this.#drop(first, next, gone, range.start);
    if (this.#tokens.lineOf(behind) === range.end.line) {
      this.#tokens.moveCharacters(behind, newEnd.character - range.end.character);
    }
    this.#tokens.moveLines(behind, newEnd.line - range.end.line);
    this.#forgetLifetimes(first, range.start, behind, newEnd);
    this.#farSighted.change(range, newEnd);
    this.#unscanned.change(range, newEnd);
    // What other lines were begins elsewhere now: the line behind may not go on any more.
    const rest = range.start.line < range.end.line ? { line: newEnd.line + 1, character: 0 } : newEnd;
    this.#unscanned.add({ start: touched.start, end: later(rest, moved(touched.end, range, newEnd)) });
  }

  /** For a change of which no more is known. The number of lines stays. */
  forgetAll(): void {
    this.#replace(0, this.#tokens.length, []);
    this.#unscanned.add(EVERYTHING);
  }

  /**
   * Scans what is to be scanned, about so many UTF-16 units of it.
   *
   * @param lines the document after all changes that were told.
   */
  settle(lines: Lines, units = SLICE): void {
    for (let rest = units; rest > 0; ) {
      const next = this.#unscanned.take(lines, rest);
      if (!next) return;
      this.#scanAgain(lines, next.range);
      rest -= next.units + 1;
    }
  }

  /** Scans first what is asked for, up to so many UTF-16 units of it. */
  settleIn(lines: Lines, { start, end }: Range, units: number): void {
    if (this.isSettled) return;
    const range = { start: earlier(start, endOf(lines)), end: behind(lines, start, units, earlier(end, endOf(lines))) };
    for (const unscanned of this.#unscanned.takeIn(range)) this.#scanAgain(lines, unscanned);
  }

  /** Those that stand in a range, whole or in part, in text order: the first ones where there are more. */
  tokensIn(range: Range, most = Number.POSITIVE_INFINITY): readonly PlacedToken[] {
    const [first, next] = this.#indicesIn(range);
    return this.#slice(first, Math.min(next, first + most));
  }

  /** The first tokens of the document. */
  firstTokens(most: number): readonly PlacedToken[] {
    return this.#slice(0, Math.min(most, this.#tokens.length));
  }

  /** The one that a cursor stands in or at. */
  tokenAt(place: Position): PlacedToken | undefined {
    const at = this.#tokens.indexAt(place);
    const previous = this.#placed(at - 1);
    if (previous && compare(endOfPlaced(previous), place) >= 0) return previous;
    const here = this.#placed(at);
    return here && compare(here, place) === 0 ? here : undefined;
  }

  /** What can be read of a token that was just asked for. */
  read(lines: Lines, token: PlacedToken): TokenReading {
    return readPlaced(lines, token, this.#lifetimes.of(lines, token, this.#places));
  }

  #scanAgain(lines: Lines, changed: Range): void {
    const reach = reachOf(lines, changed, this.#farSighted.mayMind(changed));
    const known = this.#indicesIn(reach);
    const range = surrounding(reach, this.#slice(...known));
    const farSighted: Position[] = [];
    const found = scanPlaces(lines, range, farSighted, {
      isFirst: reach.isFirst && range.start === reach.start,
      isLast: reach.isLast && range.end === reach.end,
    });
    this.#farSighted.renew(lines, range, farSighted);
    const scanned = surrounding(range, found);
    const [first, next] = scanned.end === range.end ? known : this.#indicesIn(scanned);
    const outdated = surrounding(scanned, this.#slice(next - 1, next));
    this.#replace(first, next, found);
    if (compare(outdated.end, scanned.end) > 0) this.#unscanned.add({ start: scanned.end, end: outdated.end });
  }

  /**
   * Takes away the tokens that a change touched which starts at `start`. Where it is in one, that one's place is kept: most
   * often a token is found there again. The index of the first token behind.
   */
  #drop(first: number, next: number, gone: readonly PlacedToken[], start: Position): number {
    const [token] = gone;
    if (!token || next - first > 1 || compare(token, start) >= 0) {
      this.#replace(first, next, []);
      return first;
    }
    this.#lifetimes.follow(gone);
    this.#tokens.vacate(first);
    this.#revision++;
    return next;
  }

  /** Tokens that are the same as before stay, with what was read of them. */
  #replace(first: number, next: number, found: readonly PlacedFind[]): void {
    if (first === next && found.length === 0) return;
    let known = first;
    let isNew = found.length !== next - first;
    const asKnown = (token: PlacedFind): PlacedFind => {
      while (known < next && this.#tokens.compareAt(known, token) < 0) known++;
      const item = known < next && this.#tokens.compareAt(known, token) === 0 ? this.#tokens.item(known) : undefined;
      const isKnown = item !== undefined && isSame(item, token.item);
      isNew ||= !isKnown;
      return isKnown ? { line: token.line, character: token.character, item } : token;
    };
    const tokens = first === next ? found : found.map(asKnown);
    if (!isNew) return;
    this.#lifetimes.follow(this.#slice(first, next));
    this.#lifetimes.follow(tokens);
    this.#tokens.replace(first, next - first, tokens);
    this.#revision++;
  }

  /** Of those that were read with what changed between two places: before `index` and from `next` on. */
  #forgetLifetimes(index: number, start: Position, next: number, end: Position): void {
    if (!this.#lifetimes.isUsed) return;
    for (let at = next; at < this.length && this.#forgetIfNear(this.#placed(at), end); at++);
    for (let at = index - 1; at >= 0 && this.#forgetIfNear(this.#placed(at), start); at--);
  }

  #forgetIfNear(token: PlacedToken | undefined, place: Position): boolean {
    if (!token) return true;
    const edge = compare(token, place) < 0 ? endOfPlaced(token) : token;
    const isNear =
      edge.line === place.line
        ? Math.abs(edge.character - place.character) <= SURROUNDINGS
        : Math.abs(edge.line - place.line) <= this.#lifetimes.mostLines;
    if (isNear && token.item.lifetime) {
      token.item.lifetime = undefined;
      this.#revision++;
    }
    return isNear;
  }

  #indicesIn({ start, end }: Range): [first: number, next: number] {
    const at = this.#tokens.indexAt(start);
    const previous = this.#placed(at - 1);
    const first = previous && compare(endOfPlaced(previous), start) > 0 ? at - 1 : at;
    return [first, Math.max(first, this.#tokens.indexAt(end, at))];
  }

  #slice(first: number, next: number): PlacedToken[] {
    const tokens: PlacedToken[] = [];
    for (let index = first; index < next; index++) {
      const token = this.#placed(index);
      if (token) tokens.push(token);
    }
    return tokens;
  }

  #placed(index: number): PlacedToken | undefined {
    const found = index < 0 ? undefined : this.#tokens.item(index);
    if (found === undefined) return undefined;
    const item = unpacked(found);
    if (item !== found) this.#tokens.exchange(index, item);
    return { line: this.#tokens.lineOf(index), character: this.#tokens.characterOf(index), item };
  }
}

/** UTF-16 units: with what is looked at around them, they fill a kernel's window. */
const SLICE = 221_184;

/** Behind the last line of any document. */
const BEHIND = { line: 2 ** 31, character: 0 };
const EVERYTHING: Range = { start: { line: 0, character: 0 }, end: BEHIND };

/** The range, widened to hold the tokens, which stand in text order, as well. */
function surrounding(range: Range, tokens: readonly PlacedFind[]): Range {
  const [first, last] = [tokens[0], tokens.at(-1)];
  if (!first || !last) return range;
  return { start: earlier(range.start, first), end: later(range.end, endOfPlaced(last)) };
}
