import { ANCHOR_REACH, ANCHORS, type Anchor } from './anchors';
import type { Candidates } from './candidates';
import { endBy, lettersBefore, settledBy } from './finds';
import type { TextSearch } from './kernel';

/** The candidates of a text as a kernel finds them, which refuses most and settles many. */
export function candidatesByKernel(text: string, search: TextSearch): Candidates {
  return new Finds(text, search);
}

/** Walks the finds from window to window. Those of names and headers say only where letters are: the rest is the anchor's. */
class Finds implements Candidates {
  settled: Candidates['settled'] = 'open';
  settledEnd = 0;
  readonly #text: string;
  readonly #search: TextSearch;
  #found: Uint32Array = new Uint32Array();
  #index = 0;
  #from = 0;
  #to = 0;

  constructor(text: string, search: TextSearch) {
    this.#text = text;
    this.#search = search;
  }

  next(from: number): number {
    for (;;) {
      while (this.#index < this.#found.length) {
        const start = this.#take();
        if (start >= from) return start;
      }
      if (this.#to >= this.#text.length) return -1;
      this.#searchOn(from);
    }
  }

  /** The start that the next find stands for; -1 for none. */
  #take(): number {
    const at = this.#from + (this.#found[this.#index] ?? 0);
    const verdict = this.#found[this.#index + 1] ?? 0;
    this.#index += 2;
    this.settled = settledBy(verdict);
    if (this.settled === 'open') return startFor(this.#text, at);
    this.settledEnd = this.#from + endBy(verdict);
    return at - lettersBefore(this.settled);
  }

  #searchOn(from: number): void {
    this.#from = Math.max(this.#to, from - ANCHOR_REACH);
    this.#to = Math.min(this.#text.length, this.#from + this.#search.window);
    this.#found = this.#search.search(this.#from, this.#to);
    this.#index = 0;
  }
}

/** Where the token begins that the letters at `at`, the second of a pair, stand for; -1 for none. */
function startFor(text: string, at: number): number {
  for (const { before, letters, start } of BY_SECOND[text.charCodeAt(at)] ?? []) {
    const hit = before === undefined ? at - 1 : at;
    if (before !== undefined && (hit === 0 || !before.includes(text.charAt(hit - 1)))) continue;
    if (text.startsWith(letters, hit)) return start(text, hit);
  }
  return -1;
}

/** The anchors by the second letter of their pair: the letter before them and their first, or their first two. */
const BY_SECOND: readonly (readonly Anchor[])[] = Array.from({ length: 128 }, (_, code) =>
  ANCHORS.filter(({ before, letters }) => letters.charCodeAt(before === undefined ? 1 : 0) === code),
);
