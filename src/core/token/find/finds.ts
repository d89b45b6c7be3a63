import type { FoundToken } from '../foundToken';

/** What a kernel settles about a place, by its numbers. See `TextSearch`. */
const SETTLED = ['open', 'jws', 'jwe', 'plain', 'random', 'bearer', 'access', 'refresh'] as const;

export type Settled = (typeof SETTLED)[number];

export function settledBy(verdict: number): Settled {
  return SETTLED[verdict & 7] ?? 'open';
}

/** A token of which nothing is left to be looked at. */
export type Whole = Pick<FoundToken, 'kind' | 'evidence'>;

const WHOLE: Partial<Record<Settled, Whole>> = {
  jws: { kind: 'jws', evidence: 'structure' },
  jwe: { kind: 'jwe', evidence: 'structure' },
  bearer: { kind: 'access-token', evidence: 'scheme' },
  access: { kind: 'access-token', evidence: 'key' },
  refresh: { kind: 'refresh-token', evidence: 'key' },
};

export function wholeBy(settled: Settled): Whole | undefined {
  return WHOLE[settled];
}

/** The same by a verdict. */
export function wholeOf(verdict: number): Whole | undefined {
  return WHOLE_BY_NUMBER[verdict & 7];
}

const WHOLE_BY_NUMBER = SETTLED.map(wholeBy);

/** How many letters of a find stand before its own place where a token or its run begins there: `ey`, else one. */
export function lettersBefore(settled: Settled): number {
  return settled === 'jws' || settled === 'jwe' ? 2 : 1;
}

/** Where that ends; of nothing where all is open. */
export function endBy(verdict: number): number {
  return verdict >>> 3;
}

/** Finds of a kernel as they would be in a text that begins at `start`. */
export function movedFinds(finds: Uint32Array, start: number): Uint32Array {
  const moved = finds.slice();
  for (let word = 0; word < moved.length; word += 2) {
    const verdict = moved[word + 1] ?? 0;
    moved[word] = (moved[word] ?? 0) - start;
    moved[word + 1] = settledBy(verdict) === 'open' ? verdict : verdict - (start << 3);
  }
  return moved;
}
