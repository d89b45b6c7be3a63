import { ANCHOR_REACH, ANCHORS, type Anchor } from './anchors';
import type { Candidates } from './candidates';

/** Past every place in a text. */
const NEVER = Number.MAX_SAFE_INTEGER;

/** The candidates of a text by `indexOf` alone, which runs at the speed of memory: what stands around the hits is looked at after. */
export function candidatesByLetters(text: string): Candidates {
  const cursors = ANCHORS.map((anchor) => new Cursor(text, anchor));
  return {
    settled: 'open',
    settledEnd: 0,
    next(from) {
      let nearest = NEVER;
      for (const cursor of cursors) nearest = Math.min(nearest, cursor.next(from));
      return nearest === NEVER ? -1 : nearest;
    },
  };
}

/** Walks the hits of one anchor, each once, from the left to the right. */
class Cursor {
  readonly #text: string;
  readonly #anchor: Anchor;
  readonly #before: readonly [number, number] | undefined;
  #hit = -1;
  #start = -1;

  constructor(text: string, anchor: Anchor) {
    this.#text = text;
    this.#anchor = anchor;
    const { before } = anchor;
    this.#before = before === undefined ? undefined : [before.charCodeAt(0), before.charCodeAt(before.length - 1)];
  }

  next(from: number): number {
    if (this.#start < from) this.#advance(from);
    return this.#start;
  }

  #advance(from: number): void {
    const text = this.#text;
    const { letters, start } = this.#anchor;
    const [first, second] = this.#before ?? [-1, -1];
    let hit = Math.max(this.#hit + 1, from - ANCHOR_REACH);
    for (hit = text.indexOf(letters, hit); hit >= 0; hit = text.indexOf(letters, hit + 1)) {
      if (first >= 0) {
        const code = text.charCodeAt(hit - 1);
        if (code !== first && code !== second) continue;
      }
      const found = start(text, hit);
      if (found < from) continue;
      this.#hit = hit;
      this.#start = found;
      return;
    }
    this.#start = NEVER;
  }
}
