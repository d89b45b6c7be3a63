import { BASE64URL, isClass } from './alphabet';
import { valueAfter } from './context';
import { escapeBefore } from './escapes';

/**
 * The places in a text where a token may begin, cheaply: a few rare pairs of letters are searched with `indexOf`, which
 * runs at the speed of memory, and everything else is looked up around the hits. This is the part that a faster kernel
 * may replace; it may offer too much, never too little.
 */
export interface Candidates {
  /** The next place at or after `from` where a token may begin; -1 where there is none. `from` never goes back. */
  next(from: number): number;
}

interface Anchor {
  readonly letters: string;
  /** Where the token would begin for a hit at `hit`; -1 for a hit that is none. */
  readonly start: (text: string, hit: number) => number;
}

const ANCHORS: readonly Anchor[] = [
  { letters: 'yJ', start: (text, hit) => startAt(text, hit - 1, 'e') },
  { letters: 'yA', start: (text, hit) => startAt(text, hit - 1, 'e') },
  { letters: 'wog', start: (text, hit) => startAt(text, hit - 1, 'e') },
  { letters: 'w0K', start: (text, hit) => startAt(text, hit - 1, 'e') },
  { letters: 'BQ', start: (text, hit) => startAt(text, hit, 'B') },
  { letters: 'AQ', start: (text, hit) => startAt(text, hit, 'A') },
  { letters: 'ken', start: (text, hit) => valueAfter(text, hit + 3) },
  { letters: 'KEN', start: (text, hit) => valueAfter(text, hit + 3) },
  { letters: 'Bearer', start: (text, hit) => valueAfter(text, hit + 6) },
  { letters: 'Basic', start: (text, hit) => valueAfter(text, hit + 5) },
];

export function candidatesIn(text: string): Candidates {
  const hits = ANCHORS.map(() => -1);
  const starts = ANCHORS.map(() => -1);
  const advance = (index: number, from: number) => {
    const anchor = ANCHORS[index];
    if (!anchor) return;
    let start = -1;
    let hit = Math.max((hits[index] ?? -1) + 1, from - 1, 0);
    do {
      hit = text.indexOf(anchor.letters, hit);
      if (hit < 0) break;
      start = anchor.start(text, hit);
      hit++;
    } while (start < from);
    hits[index] = hit < 0 ? text.length : hit - 1;
    starts[index] = hit < 0 ? Number.POSITIVE_INFINITY : start;
  };
  return {
    next(from) {
      let nearest = Number.POSITIVE_INFINITY;
      for (let index = 0; index < starts.length; index++) {
        if ((starts[index] ?? -1) < from) advance(index, from);
        nearest = Math.min(nearest, starts[index] ?? nearest);
      }
      return nearest === Number.POSITIVE_INFINITY ? -1 : nearest;
    },
  };
}

function startAt(text: string, at: number, letter: string): number {
  return text.charCodeAt(at) === letter.charCodeAt(0) && isBoundary(text, at) ? at : -1;
}

/** Whether a token may begin at `at`: what stands before it is no token character, or the tail of an escape. */
export function isBoundary(text: string, at: number): boolean {
  return !isClass(text.charCodeAt(at - 1), BASE64URL) || escapeBefore(text, at) !== undefined;
}
