import type { BoardGroup } from '@jieli/server/contracts'

/** A key for one group of the board. Pure. */
export function groupKey({ by }: BoardGroup): string {
  return JSON.stringify(by)
}
