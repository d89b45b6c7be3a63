/** The last item for which `test` holds. `Array.prototype.findLast` is younger than the language level of this code. */
export function lastWhere<Item>(items: readonly Item[], test: (item: Item) => boolean): Item | undefined {
  for (let index = items.length - 1; index >= 0; index--) {
    const item = items[index];
    if (item !== undefined && test(item)) return item;
  }
  return undefined;
}
