import { openedKernel, openKernel } from '@host/kernel';
import { ANCHORS } from './anchors';
import { candidatesByKernel } from './candidatesByKernel';
import { candidatesByLetters } from './candidatesByLetters';
import type { Settled } from './finds';
import type { Kernel } from './kernel';

/** The places in a text where a token may begin: cheaply found, so it may be too many, never too few. */
export interface Candidates {
  /** The next place at or after `from` where a token may begin; -1 where there is none. `from` never goes back. */
  next(from: number): number;
  /**
   * What is settled about the place that `next` gave last: that a whole token stands there (see `wholeBy`), or only that the
   * run of base64url that begins there has no dot, escape or line break in it (`plain`, or `random` where it also looks so);
   * and where that ends. `open`: nothing.
   */
  readonly settled: Settled;
  readonly settledEnd: number;
}

/** What a kernel is opened for: it takes about as long as the search of so much by letters. UTF-16 units. */
const WORTH_OPENING = 262_144;
/** What a kernel is asked for once it is there, and has been at work. */
const WORTH_A_CALL = 256;

/** The candidates of a text, by whatever is fastest in this host. */
export function candidatesIn(text: string): Candidates {
  const kernel = kernelFor(text.length);
  if (kernel) return candidatesByKernel(text, kernel.searchOf(text));
  return text.length > SHORT || ANCHORED.test(text) ? candidatesByLetters(text) : NONE;
}

/** Most short texts are lines, and most of these have no letters of a token: one look is enough. UTF-16 units. */
const SHORT = 1_024;
const ANCHORED = new RegExp(ANCHORS.map(({ before, letters }) => literal(before, letters)).join('|'));

/** A part of an anchor as an expression: one of a few characters, or letters. */
function literal(before: string | undefined, letters: string): string {
  return (before === undefined ? '' : `[${before}]`) + letters.replace('.', '\\.');
}

const NONE: Candidates = { next: () => -1, settled: 'open', settledEnd: 0 };

function kernelFor(units: number): Kernel | undefined {
  if (units >= WORTH_OPENING) return openKernel();
  return units >= WORTH_A_CALL ? openedKernel() : undefined;
}
