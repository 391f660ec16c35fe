import type { Patch } from 'immer'

/** One step that undo reverts in one press. */
export interface HistoryEntry {
  readonly id: number
  readonly name: string
  readonly merge: string | undefined
  readonly patches: readonly Patch[]
  readonly inverse: readonly Patch[]
}

/** What was done, and what was undone and can be done again (latest first in both). */
export interface History {
  readonly done: readonly HistoryEntry[]
  readonly undone: readonly HistoryEntry[]
  /** True when the next command must begin a step of its own. */
  readonly sealed: boolean
}

export const emptyHistory: History = { done: [], undone: [], sealed: true }

/** Steps kept; older ones can no longer be undone. */
const limit = 1000

/** Adds a step, or joins it to the last one when both are parts of one intent. Pure. */
export function remember(history: History, entry: HistoryEntry): History {
  const [last, ...earlier] = history.done
  const joins = !history.sealed && last?.merge !== undefined && last.merge === entry.merge
  const done =
    joins && last !== undefined
      ? [
          {
            ...entry,
            patches: [...last.patches, ...entry.patches],
            inverse: [...entry.inverse, ...last.inverse],
          },
          ...earlier,
        ]
      : [entry, ...history.done.slice(0, limit - 1)]
  return { done, undone: [], sealed: false }
}
