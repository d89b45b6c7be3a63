import { ANCHORS, type Anchor, START_REACH } from './anchors';
import type { Candidates } from './candidates';
import type { Kernel } from './kernel';

/** The same candidates as by letters, with the search of the letters left to a kernel. */
export function candidatesByKernel(text: string, kernel: Kernel): Candidates {
  /** In ascending order; `index` is the first that was not handed out, and those from `settled` on may still get company. */
  let starts: number[] = [];
  let index = 0;
  let settled = 0;
  let searched = 0;

  const searchOn = (from: number): void => {
    // What lies before `from` can only matter by a name whose value is not there yet.
    searched = Math.max(searched, from - START_REACH);
    const to = Math.min(text.length, searched + kernel.window);
    starts = starts.slice(settled);
    for (const hit of kernel.search(text, searched, to)) {
      const start = startFor(text, searched + hit);
      if (start >= from) starts.push(start);
    }
    starts.sort((a, b) => a - b);
    searched = to;
    index = 0;
    settled = to === text.length ? starts.length : firstAtLeast(starts, to - START_REACH);
  };

  return {
    next(from) {
      for (;;) {
        for (; index < settled; index++) {
          const start = starts[index] ?? -1;
          if (start >= from) return start;
        }
        if (searched >= text.length) return -1;
        searchOn(from);
      }
    },
  };
}

/** Where the token begins that the letters at `at`, the second of a pair, stand for; -1 for none. */
function startFor(text: string, at: number): number {
  for (const anchor of BY_SECOND.get(text.charCodeAt(at)) ?? []) {
    const { before, letters, start } = anchor;
    if (before === undefined) {
      if (text.startsWith(letters, at - 1)) return start(text, at - 1);
    } else if (at > 0 && before.includes(text.charAt(at - 1))) return start(text, at);
  }
  return -1;
}

/** The anchors by the second letter of their pair. */
const BY_SECOND: ReadonlyMap<number, readonly Anchor[]> = bySecond();

function bySecond(): Map<number, Anchor[]> {
  const anchors = new Map<number, Anchor[]>();
  for (const anchor of ANCHORS) {
    const second = anchor.letters.charCodeAt(anchor.before === undefined ? 1 : 0);
    anchors.set(second, [...(anchors.get(second) ?? []), anchor]);
  }
  return anchors;
}

function firstAtLeast(sorted: readonly number[], least: number): number {
  const index = sorted.findIndex((value) => value >= least);
  return index < 0 ? sorted.length : index;
}
