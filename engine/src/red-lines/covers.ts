/** True when all that is wanted is among the items. Pure. */
export function covers(items: readonly string[], wanted: readonly string[]): boolean {
  return wanted.every((item) => items.includes(item))
}

/** The items without the first, and without the last, as long as one is left. Pure. */
export function fewer<T>(items: readonly T[]): T[][] {
  return items.length < 2 ? [] : [items.slice(1), items.slice(0, -1)]
}
