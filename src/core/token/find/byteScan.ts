import type { Position } from '../../text/position';
import type { Span } from '../../text/span';
import type { FoundToken } from '../foundToken';
import { moveToken } from '../moveToken';
import { ANCHOR_REACH, START_REACH } from './anchors';
import { ByteLines } from './byteLines';
import { endOfRun } from './byteRun';
import type { ByteSearch } from './byteSearch';
import { byteSection } from './byteSection';
import { candidatesByKernel } from './candidatesByKernel';
import { endBy, lettersBefore, movedFinds, settledBy, wholeOf } from './finds';
import { CONTEXT_AFTER, CONTEXT_BEFORE, scan } from './scan';
import { ALIGNED, DROPPED, LAST_END, NEXT, WALKED } from './scanState';

/** Bytes of a UTF-16 unit at most. */
const UNIT = 3;
/** What a token depends on before its anchor, and behind its end. Bytes. */
const BEFORE = UNIT * CONTEXT_BEFORE;
const BEHIND = UNIT * CONTEXT_AFTER;
/** So much before a place that was not looked at yet is kept. */
const KEPT = START_REACH + BEFORE;
/** So near to the end of what is there, a place is looked at when more is there. */
const UNSETTLED = 1024;
/** Places in so large a part of what is there are looked at together: small enough to wait, as a whole, for the bytes behind it. */
const ZONE_PART = 8;

/** A token of a file. To be looked at before the next one is taken, which may be told by the same objects. */
export interface ByteFind {
  /** Its places count bytes of the file. */
  readonly token: FoundToken;
  /** Where it begins in the memory of the search, and where the bytes end that are there. */
  readonly place: number;
  readonly filled: number;
  /** Where it begins in the file. Lines are counted when somebody asks, in the order of the file. */
  position(): Position;
  /** The token as it was found in a text. */
  inText(): TextFind;
}

export interface TextFind {
  readonly text: string;
  readonly found: FoundToken;
}

export type TakeFind = (find: ByteFind) => void;

/** A token of which the text around it had to be read. Places in `token` count bytes of the file. */
interface Find extends TextFind {
  readonly token: FoundToken;
}

/** A token that is whole and stands alone: the same object for one after the other, because a file may have millions of them. */
class WholeFind implements ByteFind {
  readonly token: Mutable<FoundToken> = { start: 0, end: 0, kind: 'jws', evidence: 'structure' };
  place = 0;
  filled = 0;
  readonly #bytes: Uint8Array;
  readonly #lines: ByteLines;

  constructor(bytes: Uint8Array, lines: ByteLines) {
    this.#bytes = bytes;
    this.#lines = lines;
  }

  position(): Position {
    return this.#lines.at(this.place);
  }

  /** It becomes text only if somebody asks for it. */
  inText(): TextFind {
    const { start, end, kind, evidence } = this.token;
    const { text } = byteSection(this.#bytes, { start: this.place, end: this.place + end - start });
    return { text, found: { start: 0, end: end - start, kind, evidence } };
  }
}

type Mutable<T> = { -readonly [name in keyof T]: T[name] };

/** What must be read together. */
interface Zone extends Span {
  /** Index of the first find behind it. */
  readonly behind: number;
}

/**
 * Finds the tokens of a file in UTF-8 of any size, one window after the other: those that `scan` would find in its text.
 * Only what is around a place where a token may be becomes text at all. What is longer than a window is cut.
 */
export class ByteScan {
  private readonly search: ByteSearch;
  private readonly lines: ByteLines;
  private readonly wholeFind: WholeFind;
  private readonly take: TakeFind;
  private readonly state: Int32Array;
  /** How many bytes are there. */
  private filled = 0;
  /** How much of the file was before the first of the bytes. */
  private offset = 0;
  private lastRoom: Uint8Array;

  /** @param take gets each token at once: what is kept until the end of a window would outlive it in memory. */
  constructor(search: ByteSearch, take: TakeFind) {
    this.search = search;
    this.take = take;
    this.lines = new ByteLines(search);
    this.wholeFind = new WholeFind(search.bytes, this.lines);
    this.lastRoom = search.bytes;
    this.state = search.state;
    this.next = 0;
    this.lastEnd = 0;
  }

  private get next(): number {
    return this.state[NEXT] ?? 0;
  }

  private set next(place: number) {
    this.state[NEXT] = place;
  }

  private get lastEnd(): number {
    return this.state[LAST_END] ?? 0;
  }

  private set lastEnd(place: number) {
    this.state[LAST_END] = place;
  }

  /** Where the next bytes of the file belong; never empty. */
  get room(): Uint8Array {
    const { bytes } = this.search;
    // Nearly always it is where it was.
    if (this.lastRoom.length !== bytes.length - this.filled) this.lastRoom = bytes.subarray(this.filled);
    return this.lastRoom;
  }

  /** So many bytes were put into `room`. */
  took(count: number): void {
    this.filled += count;
    if (this.filled === this.search.bytes.length) this.scanOn(this.filled - UNSETTLED);
  }

  /** The file is over. */
  end(): void {
    this.scanOn(this.filled);
  }

  /** @param settled places behind it can wait */
  private scanOn(settled: number): void {
    const { walk } = this.search;
    if (!walk) {
      this.look(this.search.search(this.filled), 0, settled);
      return;
    }
    this.lines.begin();
    const first = walk.start(this.filled, settled, this.mostEnd(settled), KEPT, this.offset);
    if (first === WALKED) this.dropped(this.state[DROPPED] ?? 0);
    else this.look(walk.finds(), 2 * first, settled);
  }

  /** Where a token must end that does not wait. */
  private mostEnd(settled: number): number {
    return settled < this.filled ? this.filled - BEHIND : this.filled + 1;
  }

  /** At finds, the one at `first` before all. */
  private look(finds: Uint32Array, first: number, settled: number): void {
    let unread = settled;
    for (let index = first; index < finds.length; index = this.behind(index + 2, finds, settled)) {
      const place = finds[index] ?? 0;
      if (place < this.next || place < this.lastEnd) continue;
      if (place >= settled) break;
      if (this.takeWhole(finds, index, settled)) continue;
      const zone = this.zoneAt(finds, index);
      const isOver = settled === this.filled || zone.end + BEHIND < this.filled;
      if (!isOver && place > KEPT) {
        unread = place;
        break;
      }
      const own = this.tokensIn(zone, finds, index);
      const cut = isOver ? undefined : own.find((token) => this.isCut(token));
      for (const find of own) {
        if (find === cut) break;
        this.takeRead(find);
      }
      if (isOver) this.next = zone.end;
      else this.next = cut ? cut.token.start - this.offset - ANCHOR_REACH : settled;
    }
    this.next = Math.max(this.next, unread);
    this.drop(Math.max(0, this.next - KEPT));
  }

  /** The next find, past what a kernel can take by itself. */
  private behind(index: number, finds: Uint32Array, settled: number): number {
    const { walk } = this.search;
    if (!walk || index >= finds.length) return index;
    return 2 * walk.goOn(index / 2, settled, this.mostEnd(settled), this.offset);
  }

  /**
   * What is settled needs no look at the text around it, whatever stands beside it.
   *
   * @returns false where the find at `index` is not the token, or where more of the file may belong to it
   */
  private takeWhole(finds: Uint32Array, index: number, settled: number): boolean {
    const verdict = finds[index + 1] ?? 0;
    const whole = wholeOf(verdict);
    if (!whole) return false;
    const end = endBy(verdict);
    if (end >= this.mostEnd(settled)) return false;
    const place = (finds[index] ?? 0) - lettersBefore(settledBy(verdict));
    if (place < this.lastEnd) return true;
    const { token } = this.wholeFind;
    token.start = place + this.offset;
    token.end = end + this.offset;
    token.kind = whole.kind;
    token.evidence = whole.evidence;
    this.wholeFind.place = place;
    this.wholeFind.filled = this.filled;
    this.lastEnd = end;
    this.next = end;
    this.take(this.wholeFind);
    return true;
  }

  private takeRead({ token, ...inText }: Find): void {
    const place = token.start - this.offset;
    this.lastEnd = token.end - this.offset;
    this.take({ token, place, filled: this.filled, position: () => this.lines.at(place), inText: () => inText });
  }

  /** From one place to the end of the runs that the next places are in. */
  private zoneAt(finds: Uint32Array, first: number): Zone {
    const start = finds[first] ?? 0;
    let end = this.endOfRun(reachOf(start, finds[first + 1] ?? 0));
    const longest = this.search.bytes.length / ZONE_PART;
    for (let index = first + 2; index < finds.length && end - start < longest; index += 2) {
      const place = finds[index] ?? 0;
      const verdict = finds[index + 1] ?? 0;
      if (place > end + BEHIND || (place > end && wholeOf(verdict))) break;
      const reach = reachOf(place, verdict);
      if (reach > end) end = this.endOfRun(reach);
    }
    let behind = first + 2;
    while (behind < finds.length && (finds[behind] ?? 0) < end) behind += 2;
    return { start, end, behind };
  }

  private endOfRun(from: number): number {
    return endOfRun(this.search.bytes, from, this.filled);
  }

  /** The tokens that begin in the zone, which begins with the find at `index`. */
  private tokensIn(zone: Zone, finds: Uint32Array, index: number): readonly Find[] {
    const { bytes } = this.search;
    const earliest = Math.max(this.lastEnd, zone.start - this.reachBefore(zone, finds, index));
    let unit = 1;
    for (let context = CONTEXT_AFTER; ; ) {
      const from = Math.max(0, earliest - unit * CONTEXT_BEFORE);
      const to = Math.min(this.filled, zone.end + unit * context);
      const { text, isPlain, start, byteAt } = byteSection(bytes, { start: from, end: to });
      if (!isPlain && unit < UNIT) {
        unit = UNIT;
        continue;
      }
      // Where offsets are places, what was found in the bytes need not be looked for in the text.
      const known = isPlain ? movedFinds(finds.subarray(index, zone.behind), start) : undefined;
      const found = scan(text, known && candidatesByKernel(text, { window: text.length, search: () => known }));
      // What reaches the end may go on behind it.
      if (to < this.filled && found.at(-1)?.end === text.length) {
        context *= 2;
        continue;
      }
      const own: Find[] = [];
      for (const token of found) {
        const place = byteAt(token.start);
        if (place < earliest || place >= zone.end) continue;
        own.push({ token: moveToken(token, (offset) => this.offset + byteAt(offset)), text, found: token });
      }
      return own;
    }
  }

  /** How far before its first find a token of a zone may begin: a dot ends a header, and the token begins with that. */
  private reachBefore({ behind }: Zone, finds: Uint32Array, first: number): number {
    for (let index = first; index < behind; index += 2) {
      if (this.search.bytes[(finds[index] ?? 0) - 1] === DOT_CODE) return START_REACH;
    }
    return LETTERS_AT_START;
  }

  /**
   * For what stands in a run that goes on behind what is here: whether it may do so, too. Then it comes again when more is
   * there; but not if it is as long as all there is room for.
   */
  private isCut({ token }: Find): boolean {
    return token.end - this.offset + BEHIND > this.filled && token.start - this.offset > KEPT + ANCHOR_REACH;
  }

  private drop(most: number): void {
    const kept = ALIGNED * Math.ceil((this.filled - most) / ALIGNED);
    const count = kept < this.filled ? this.filled - kept : most;
    this.lines.drop(count);
    this.search.bytes.copyWithin(0, count, this.filled);
    this.next -= count;
    this.lastEnd -= count;
    this.dropped(count);
  }

  private dropped(count: number): void {
    this.filled -= count;
    this.offset += count;
  }
}

/** What is settled begins here and needs no look at each of its bytes; what is not may begin a little behind. */
function reachOf(place: number, verdict: number): number {
  return endBy(verdict) || place + ANCHOR_REACH;
}

/** A dot ends a header, and the token begins with that; other anchors are its first letters, or a name before it. */
const DOT_CODE = 0x2e;
const LETTERS_AT_START = 2;
