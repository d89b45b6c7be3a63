/**
 * A text that counts what is read of it: hand it to code that takes a string and uses only these members. `indexOf`
 * counts the characters it passes, `slice` those it returns.
 */
export class CountingText {
  reads = 0;
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  /** The text as the code under test sees it. */
  asString(): string {
    return this as unknown as string;
  }

  get length(): number {
    return this.#text.length;
  }

  charCodeAt(index: number): number {
    this.reads++;
    return this.#text.charCodeAt(index);
  }

  charAt(index: number): string {
    this.reads++;
    return this.#text.charAt(index);
  }

  slice(start: number, end?: number): string {
    const result = this.#text.slice(start, end);
    this.reads += result.length;
    return result;
  }

  startsWith(search: string, at?: number): boolean {
    this.reads += search.length;
    return this.#text.startsWith(search, at);
  }

  indexOf(search: string, from = 0): number {
    const hit = this.#text.indexOf(search, from);
    this.reads += (hit < 0 ? this.#text.length : hit + search.length) - Math.min(from, this.#text.length);
    return hit;
  }
}
