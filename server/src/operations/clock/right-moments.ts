import type { HistoryEntry, Moments } from '../documents.ts'

/** The event a correction stands under in a case's history. */
export const clockEvent = 'clock'

/** When each step of a case happened, by the right clock: as written, or as put right since. Pure. */
export function rightMoments(history: readonly HistoryEntry[]): ReadonlyMap<number, Moments> {
  const moments = new Map<number, Moments>(
    history.map(({ seq, at, recordedAt }) => [seq, { at, recordedAt }]),
  )
  for (const { clock } of history)
    for (const { seq, at, recordedAt } of clock?.moments ?? []) moments.set(seq, { at, recordedAt })
  return moments
}

/** The steps of a case with their right moments, without those that only put moments right. Pure. */
export function rightSteps(history: readonly HistoryEntry[]): readonly HistoryEntry[] {
  if (history.every(({ clock }) => clock === undefined)) return history
  const moments = rightMoments(history)
  return history
    .filter(({ clock }) => clock === undefined)
    .map((entry) => ({ ...entry, ...moments.get(entry.seq) }))
}
