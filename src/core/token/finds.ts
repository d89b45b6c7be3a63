/** Finds of a kernel as they would be in a text that begins at `start`. See `TextSearch`. */
export function movedFinds(finds: Uint32Array, start: number): Uint32Array {
  const moved = finds.slice();
  for (let word = 0; word < moved.length; word += 2) {
    const verdict = moved[word + 1] ?? 0;
    moved[word] = (moved[word] ?? 0) - start;
    moved[word + 1] = verdict === 0 ? 0 : verdict - 8 * start;
  }
  return moved;
}
