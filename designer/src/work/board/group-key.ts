import type { BoardGroup } from '@jieli/server/contracts'

/** Tells one group of the board from another. Pure. */
export function groupKey({ by }: BoardGroup): string {
  return JSON.stringify(by)
}
