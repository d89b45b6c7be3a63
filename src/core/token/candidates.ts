import { openKernel } from '@host/kernel';
import { candidatesByKernel } from './candidatesByKernel';
import { candidatesByLetters } from './candidatesByLetters';

/** The places in a text where a token may begin: cheaply found, so it may be too many, never too few. */
export interface Candidates {
  /** The next place at or after `from` where a token may begin; -1 where there is none. `from` never goes back. */
  next(from: number): number;
  /**
   * What is settled about the place that `next` gave last: that a whole JWS or JWE stands there, or only that the run of
   * base64url that begins there has no dot, escape or line break in it (`plain`, or `random` where it also looks so); and
   * where that ends. `open`: nothing.
   */
  readonly settled: 'jws' | 'jwe' | 'plain' | 'random' | 'open';
  readonly settledEnd: number;
}

/** Shorter texts are searched faster by letters, because V8 optimizes the kernel only while it runs. UTF-16 units. */
const WORTH_A_KERNEL = 262_144;

/** The candidates of a text, by whatever is fastest in this host. */
export function candidatesIn(text: string): Candidates {
  const kernel = text.length < WORTH_A_KERNEL ? undefined : openKernel();
  return kernel ? candidatesByKernel(text, kernel) : candidatesByLetters(text);
}
