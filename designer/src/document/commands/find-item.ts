/** The place of the item with that id. @throws when there is none: a command was made for another document. */
export function indexOfItem(list: readonly { id: string }[], id: string): number {
  const index = list.findIndex((item) => item.id === id)
  if (index < 0) throw new Error(`There is no item with the id "${id}".`)
  return index
}

/** The item with that id. @throws when there is none. */
export function itemOf<T extends { id: string }>(list: readonly T[], id: string): T {
  return list[indexOfItem(list, id)] as T
}

/** Replaces the item with the same id in its place, or adds it at the end. */
export function upsertItem<T extends { id: string }>(list: T[], item: T): void {
  const index = list.findIndex((other) => other.id === item.id)
  if (index < 0) list.push(item)
  else list[index] = item
}
