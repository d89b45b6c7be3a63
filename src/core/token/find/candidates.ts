import { openedKernel, openKernel } from '@host/kernel';
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
  return kernel ? candidatesByKernel(text, kernel.searchOf(text)) : candidatesByLetters(text);
}

function kernelFor(units: number): Kernel | undefined {
  if (units >= WORTH_OPENING) return openKernel();
  return units >= WORTH_A_CALL ? openedKernel() : undefined;
}
