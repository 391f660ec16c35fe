import type { Bundle } from '../../model/bundle.ts'
import type { CaseSnapshot, Timer } from '../case-snapshot.ts'
import type { StepResult } from '../step-result.ts'
import { remindersOf } from './duty-timers.ts'

/**
 * The time of a duty, or of one of its reminders, has come: whoever is to be told is told. The case stays where it is
 * and every event stays as open as it was. Pure.
 */
export function fireDutyTimer(
  bundle: Bundle,
  snapshot: CaseSnapshot,
  timer: Timer & { readonly duty: NonNullable<Timer['duty']> },
  at: string,
): StepResult {
  const { id, number, reminder } = timer.duty
  const duty = bundle.ruleset.duties.find((known) => known.id === id)
  const told = duty === undefined ? [] : remindersOf(duty, reminder)
  return {
    taken: true,
    snapshot: {
      ...snapshot,
      timers: snapshot.timers.filter((pending) => pending.id !== timer.id),
      at,
      steps: snapshot.steps + 1,
    },
    transitions: [],
    actions: told.map(({ title, to, office }) => ({
      type: 'emit',
      event: lateEvent(id),
      title,
      to,
      ...(office === undefined ? {} : { office }),
    })),
    duties: reminder === undefined ? [{ duty: id, number, change: 'late' }] : [],
    decisions: [],
  }
}

/** What a reminder of a late duty is told as: no event a ruleset can write, so that nothing is paid for it. Pure. */
export function lateEvent(duty: string): string {
  return `late:${duty}`
}
