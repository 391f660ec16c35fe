import { addMilliseconds } from '../model/calendar.ts'
import type { Bundle } from '../model/bundle.ts'
import type { CaseSnapshot } from './case-snapshot.ts'
import { delayMilliseconds } from './delay-milliseconds.ts'

/**
 * When a delay of a pathway that began at a moment is due. `undefined` where it has no value on that day, or the
 * pathway has no such delay: then no timer runs. Pure.
 */
export function dueAfter(
  bundle: Bundle,
  delay: { readonly pathway: string; readonly delay: string },
  begun: string,
): string | undefined {
  const { ruleset } = bundle
  const pathway = ruleset.pathways.find(({ id }) => id === delay.pathway)
  const known = pathway?.delays.find(({ id }) => id === delay.delay)
  const wait = known && delayMilliseconds(ruleset, known.after, begun)
  return wait === undefined ? undefined : addMilliseconds(begun, wait, ruleset.manifest.calendar)
}

/**
 * A case whose moments were written by a wrong clock, at rest by the right one: the moment of its last step put right,
 * and each of its timers counted anew from the moment its state was entered. Nothing else of it changes. Pure.
 * @param moments.at when its last step was taken
 * @param moments.begun when each timer began, by its id; one that is not named stays
 */
export function recountTimers(
  bundle: Bundle,
  snapshot: CaseSnapshot,
  moments: { readonly at: string; readonly begun: Readonly<Record<string, string>> },
): CaseSnapshot {
  const { pathway } = snapshot
  const timers = snapshot.timers.flatMap((timer) => {
    const begun = moments.begun[timer.id]
    if (begun === undefined) return [timer]
    const dueAt = dueAfter(bundle, { pathway, delay: timer.delay }, begun)
    return dueAt === undefined ? [] : [{ ...timer, dueAt }]
  })
  return { ...snapshot, timers, at: moments.at }
}
