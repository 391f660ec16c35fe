/**
 * By what people tell one case, job or erasure from another in a list: the last eight characters of its id. The first
 * ones are the time, the same for all that is made within a minute.
 */
export function shortId(id: string): string {
  return id.slice(-8)
}
