import type { HistoryEntry, Moments } from '../../documents/case-document.ts'

/** The event a correction stands under in a case's history. */
export const clockEvent = 'clock'

/** The event under which what waited for a notice of holidays was counted. */
export const calendarEvent = 'calendar'

/** The event under which somebody voided or corrected events of a case, or entered some late. */
export const correctionEvent = 'correction'

/** The event under which a case was moved to another version of its ruleset. */
export const migrationEvent = 'migration'

/** The event under which another unit took over from one that has ended. */
export const handoverEvent = 'handover'

/** As much of a step as says when it happened. */
type TimedStep = Pick<
  HistoryEntry,
  'seq' | 'at' | 'recordedAt' | 'clock' | 'calendar' | 'migration' | 'handover'
>

/** As much of a step as says what happened when. */
export type LoggedStep = Pick<HistoryEntry, 'seq' | 'at' | 'recordedAt' | 'event'>

/** When each step of a case happened, by the right clock: as written, or as put right since. Pure. */
export function rightMoments(history: readonly TimedStep[]): ReadonlyMap<number, Moments> {
  const moments = new Map<number, Moments>(
    history.map(({ seq, at, recordedAt }) => [seq, { at, recordedAt }]),
  )
  for (const { clock } of history)
    for (const { seq, at, recordedAt } of clock?.moments ?? []) moments.set(seq, { at, recordedAt })
  return moments
}

/** The steps of a case with their right moments, without those that only count, put right moments, change the version or
 * hand over. Pure. */
export function rightSteps<Step extends TimedStep>(history: readonly Step[]): readonly Step[] {
  if (history.every(isOwnStep)) return history
  const moments = rightMoments(history)
  return history.filter(isOwnStep).map((entry) => ({ ...entry, ...moments.get(entry.seq) }))
}

/**
 * What really happened in a case, of steps of its own that are known: where it was corrected, what the last correction
 * made of it and what came after. Pure.
 */
export function effectiveSteps(
  steps: readonly (LoggedStep & Pick<HistoryEntry, 'correction'>)[],
): readonly LoggedStep[] {
  const last = steps.findLastIndex(({ correction }) => correction != null)
  const { correction, seq } = steps[last] ?? {}
  if (correction == null || seq === undefined) return steps
  return [
    ...correction.steps.map(({ at, recordedAt, event }) => ({ seq, at, recordedAt, event })),
    ...steps.slice(last + 1),
  ]
}

/** True for a step of the case's own. A store that gives parts of a history may give null for what is not there. Pure. */
export function isOwnStep({
  clock,
  calendar,
  migration,
  handover,
}: Pick<TimedStep, 'clock' | 'calendar' | 'migration' | 'handover'>): boolean {
  return [clock, calendar, migration, handover].every((own) => own == null)
}
