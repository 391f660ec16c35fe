/** The record without some keys, the others in their order. Built anew, so that undo restores the order too. Pure. */
export function withoutKeys<T>(
  record: Record<string, T>,
  keys: readonly string[],
): Record<string, T> {
  return Object.fromEntries(Object.entries(record).filter(([key]) => !keys.includes(key)))
}

/** The record with one key renamed in its place. Pure. */
export function withRenamedKey<T>(
  record: Record<string, T>,
  from: string,
  to: string,
): Record<string, T> {
  return Object.fromEntries(
    Object.entries(record).map(([key, value]) => [key === from ? to : key, value]),
  )
}
