import { SLOT } from '../find/keptTokens';

/** Numbers hashes of 64 bits in the order they come: an open table in which a look-up makes no garbage. */
export class HashIndex {
  readonly #slots: Uint32Array;
  readonly #mask: number;
  size = 0;

  /** @param slots for both halves of a hash and one more than its number, all zero, a power of two and more than will be in it */
  constructor(slots: Uint32Array) {
    this.#slots = slots;
    this.#mask = slots.length / SLOT - 1;
  }

  /** -1 where it is not known. */
  numberOf(low: number, high: number): number {
    return (this.#slots[this.#slotOf(low, high) + 2] ?? 0) - 1;
  }

  /** One that is not known yet. */
  add(low: number, high: number): number {
    const slot = this.#slotOf(low, high);
    this.#slots[slot] = low;
    this.#slots[slot + 1] = high;
    this.#slots[slot + 2] = this.size + 1;
    return this.size++;
  }

  /** Where it is, or where there is room for it. */
  #slotOf(low: number, high: number): number {
    const slots = this.#slots;
    for (let at = low & this.#mask; ; at = (at + 1) & this.#mask) {
      const slot = SLOT * at;
      if (slots[slot + 2] === 0 || (slots[slot] === low && slots[slot + 1] === high)) return slot;
    }
  }
}
