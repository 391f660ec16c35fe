import type { Value } from '../value.ts'

/** The order of texts by their characters, and of no before yes. Pure. */
export function compareText(a: Value, b: Value): number {
  return a === b ? 0 : a < b ? -1 : 1
}
