interface Item {
  readonly id: string
}

/** The parent's items that were taken away here. Pure. */
export function removedFrom<T extends Item>(
  here: readonly Item[],
  theirs: ReadonlyMap<string, T>,
): readonly T[] {
  const known = new Set(here.map(({ id }) => id))
  return [...theirs.values()].filter(({ id }) => !known.has(id))
}

/** The place to restore a removed item at: after the nearest item before it in the parent that is still here. Pure. */
export function placeOfRemoved(
  here: readonly Item[],
  theirs: ReadonlyMap<string, Item>,
  removed: string,
): number {
  const order = [...theirs.keys()]
  const before = new Set(order.slice(0, Math.max(0, order.indexOf(removed))))
  return here.findLastIndex(({ id }) => before.has(id)) + 1
}
