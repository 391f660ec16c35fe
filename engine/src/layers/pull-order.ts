/** The path of the order of a list's items, beside the paths of the items: no id has a `#`. Pure. */
export function orderPath(list: string): string {
  return `${list}${orderMark}`
}

/** The list whose order a path is about; `undefined` for the path of an item. Pure. */
export function listOfOrder(path: string): string | undefined {
  return path.endsWith(orderMark) ? path.slice(0, -orderMark.length) : undefined
}

const orderMark = '#order'

/** The keys all of the orders have. Pure. */
export function commonKeys(
  first: readonly string[],
  ...others: readonly (readonly string[])[]
): ReadonlySet<string> {
  const sets = others.map((keys) => new Set(keys))
  return new Set(first.filter((key) => sets.every((set) => set.has(key))))
}

/** Those of the keys that are wanted, in their order. Pure. */
export function inOrder(keys: readonly string[], wanted: ReadonlySet<string>): string[] {
  return keys.filter((key) => wanted.has(key))
}

/** The first order, with each key that only the second has put after the one it follows there. Pure. */
export function woven(first: readonly string[], second: readonly string[]): readonly string[] {
  const keys = [...first]
  const known = new Set(first)
  for (const [at, key] of second.entries()) {
    if (known.has(key)) continue
    const before = second.slice(0, at).findLast((other) => known.has(other))
    keys.splice(before === undefined ? 0 : keys.indexOf(before) + 1, 0, key)
    known.add(key)
  }
  return keys
}
