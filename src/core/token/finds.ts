/** What a kernel settles about a place, by its numbers. See `TextSearch`. */
const SETTLED = ['open', 'jws', 'jwe', 'plain', 'random'] as const;

export type Settled = (typeof SETTLED)[number];

export function settledBy(verdict: number): Settled {
  return SETTLED[verdict & 7] ?? 'open';
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
