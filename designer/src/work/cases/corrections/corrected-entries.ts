import type { Case, CaseCorrection, HistoryEntry } from '@jieli/server/contracts'
import type { Value } from '@jieli/engine'

/** An event of a case that can be named by a correction, as it holds now. */
export interface NamedEntry {
  readonly entry: string
  readonly event: string
  readonly at: string
  readonly facts: Readonly<Record<string, Value | null>>
  readonly reason?: string
  /** The correction that made it what it is; of a voided one the one that voided it. */
  readonly by?: HistoryEntry
  readonly state: 'recorded' | 'corrected' | 'late' | 'voided'
}

/** Every event that was sent to a case or entered late, with what corrections have made of it. Pure. */
export function namedEntries({ history }: Pick<Case, 'history'>): ReadonlyMap<string, NamedEntry> {
  const entries = new Map<string, NamedEntry>()
  for (const step of history) {
    const { seq, event, at, facts, reason, correction } = step
    if (correction !== undefined) {
      for (const change of correction.changes)
        entries.set(change.entry, { ...changed(change, entries), by: step })
    } else if (isSent(step)) {
      const entry = `${seq}`
      const why = reason === undefined ? {} : { reason }
      entries.set(entry, { entry, event, at, facts, ...why, state: 'recorded' })
    }
  }
  return entries
}

/** True for a step that somebody sent: no timer, and none that only counts, corrects, moves or hands over. Pure. */
export function isSent(step: HistoryEntry): boolean {
  const { actor, clock, calendar, correction, migration, handover } = step
  const own = [clock, calendar, correction, migration, handover].every((each) => each === undefined)
  return own && actor.kind !== 'timer'
}

function changed(
  change: CaseCorrection['changes'][number],
  entries: ReadonlyMap<string, NamedEntry>,
): NamedEntry {
  const { entry, event, at, facts, reason, kind } = change
  const before = entries.get(entry)
  if (kind === 'voided' && before !== undefined) return { ...before, state: 'voided' }
  return { entry, event, at, facts, ...(reason === undefined ? {} : { reason }), state: kind }
}
