import type { Position } from './position';

export interface Placed<T> extends Position {
  readonly item: T;
}

/**
 * Items in the order of the places where they stand in a document: a gap buffer. The lines of those behind the gap are
 * moved by one number for all of them, so that lines that come or go in the gap move nothing.
 */
export class PlacedItems<T> {
  #lines = new Int32Array(FIRST_CAPACITY);
  #characters = new Int32Array(FIRST_CAPACITY);
  /** Where in `#items` each is: numbers are moved many at once, objects are not. */
  #numbers = new Int32Array(FIRST_CAPACITY);
  readonly #items: (T | undefined)[] = [];
  readonly #freeNumbers: number[] = [];
  /** The slots from here up to the other are empty. */
  #gap = 0;
  #gapEnd = FIRST_CAPACITY;
  /** How many lines further down than `#lines` says those behind the gap stand. */
  #shift = 0;

  get length(): number {
    return this.#lines.length - (this.#gapEnd - this.#gap);
  }

  item(index: number): T | undefined {
    return index < this.length ? this.#items[this.#numbers[this.#slot(index)] ?? -1] : undefined;
  }

  /** Where an item is among the others; -1 where it is not. */
  indexOf(item: T): number {
    const number = this.#items.indexOf(item);
    if (number < 0) return -1;
    const before = this.#numbers.subarray(0, this.#gap).indexOf(number);
    return before >= 0 ? before : this.#gap + this.#numbers.subarray(this.#gapEnd).indexOf(number);
  }

  lineOf(index: number): number {
    const line = this.#lines[this.#slot(index)] ?? 0;
    return index < this.#gap ? line : line + this.#shift;
  }

  characterOf(index: number): number {
    return this.#characters[this.#slot(index)] ?? 0;
  }

  /**
   * The first item that stands at a place or behind it; `length` where there is none.
   *
   * @param from an item that is not behind it: close to that it is found at once
   */
  indexAt(place: Position, from = -1): number {
    let low = Math.max(0, from);
    let high = this.length;
    if (from >= 0) {
      const close = Math.min(high, from + CLOSE);
      while (low < close && this.compareAt(low, place) < 0) low++;
      if (low < close) return low;
    }
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.compareAt(middle, place) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Negative where an item stands before a place, 0 where it stands there. */
  compareAt(index: number, { line, character }: Position): number {
    return this.lineOf(index) - line || this.characterOf(index) - character;
  }

  /** Takes an item away and keeps its place free for another one: `item` is undefined there until something is put there. */
  vacate(index: number): void {
    this.#setItem(index, undefined);
  }

  /** Puts another item where one is. */
  exchange(index: number, item: T): void {
    this.#setItem(index, item);
  }

  /** Puts items into the place of `removed` ones. */
  replace(index: number, removed: number, added: readonly Placed<T>[]): void {
    const kept = Math.min(removed, added.length);
    for (let at = 0; at < kept; at++) {
      const slot = this.#slot(index + at);
      this.#put(slot, index + at < this.#gap, this.#numbers[slot] ?? 0, added[at]);
    }
    if (removed === added.length) return;
    this.#moveGap(index + kept);
    for (let rest = removed - kept; rest > 0; rest--) this.#free(this.#gapEnd++);
    this.#makeRoom(added.length - kept);
    for (let at = kept; at < added.length; at++) {
      this.#put(this.#gap++, true, this.#freeNumbers.pop() ?? this.#items.length, added[at]);
    }
  }

  /** The items from `index` on move so many lines down. */
  moveLines(index: number, by: number): void {
    if (by === 0) return;
    this.#moveGap(index);
    this.#shift += by;
  }

  /** Those from `index` on that stand on the same line as that item move to the right. */
  moveCharacters(index: number, by: number): void {
    if (by === 0) return;
    const line = this.lineOf(index);
    for (let at = index; at < this.length && this.lineOf(at) === line; at++) {
      const slot = this.#slot(at);
      this.#characters[slot] = (this.#characters[slot] ?? 0) + by;
    }
  }

  #setItem(index: number, item: T | undefined): void {
    const number = this.#numbers[this.#slot(index)] ?? -1;
    if (index < this.length) this.#items[number] = item;
  }

  #slot(index: number): number {
    return index < this.#gap ? index : index + this.#gapEnd - this.#gap;
  }

  #put(slot: number, isBefore: boolean, number: number, placed: Placed<T> | undefined): void {
    if (!placed) return;
    this.#lines[slot] = isBefore ? placed.line : placed.line - this.#shift;
    this.#characters[slot] = placed.character;
    this.#numbers[slot] = number;
    this.#items[number] = placed.item;
  }

  #free(slot: number): void {
    const number = this.#numbers[slot] ?? 0;
    this.#items[number] = undefined;
    this.#freeNumbers.push(number);
  }

  #moveGap(index: number): void {
    const count = Math.abs(this.#gap - index);
    const isLeft = index < this.#gap;
    const [from, to] = isLeft ? [index, this.#gapEnd - count] : [this.#gapEnd, this.#gap];
    for (const values of [this.#lines, this.#characters, this.#numbers]) values.copyWithin(to, from, from + count);
    const by = isLeft ? -this.#shift : this.#shift;
    for (let slot = to; by !== 0 && slot < to + count; slot++) this.#lines[slot] = (this.#lines[slot] ?? 0) + by;
    this.#gap = index;
    this.#gapEnd += isLeft ? -count : count;
  }

  #makeRoom(needed: number): void {
    const capacity = this.#lines.length;
    if (this.#gapEnd - this.#gap >= needed) return;
    const grown = Math.max(capacity * 2, capacity + needed);
    const gapEnd = this.#gapEnd + grown - capacity;
    this.#lines = widened(this.#lines, this.#gap, this.#gapEnd, grown);
    this.#characters = widened(this.#characters, this.#gap, this.#gapEnd, grown);
    this.#numbers = widened(this.#numbers, this.#gap, this.#gapEnd, grown);
    this.#gapEnd = gapEnd;
  }
}

const FIRST_CAPACITY = 16;
/** Items that are looked at one by one. */
const CLOSE = 4;

function widened(values: Int32Array, gap: number, gapEnd: number, capacity: number): Int32Array<ArrayBuffer> {
  const wide = new Int32Array(capacity);
  wide.set(values.subarray(0, gap));
  wide.set(values.subarray(gapEnd), gapEnd + capacity - values.length);
  return wide;
}
