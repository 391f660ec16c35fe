import { addMilliseconds } from '../../model/calendar.ts'
import type { Duty, DutyReminder } from '../../model/duty.ts'
import type { Ruleset } from '../../model/ruleset.ts'
import type { Timer } from '../case-snapshot.ts'
import { delayMilliseconds } from '../delay-milliseconds.ts'
import type { CaseDuty } from './case-duty.ts'

/** When a duty that begins at a moment is due; `undefined` where it has no time on that day. Pure. */
export function dutyDueAt(ruleset: Ruleset, { within }: Duty, begunAt: string): string | undefined {
  const wait = within && delayMilliseconds(ruleset, within, begunAt)
  return wait === undefined ? undefined : addMilliseconds(begunAt, wait, ruleset.manifest.calendar)
}

/** What has to be waited for while a duty is owed: its time, and each reminder that comes later. Pure. */
export function dutyTimers(ruleset: Ruleset, duty: Duty, owed: CaseDuty): readonly Timer[] {
  const { dueAt } = owed
  if (dueAt === undefined || owed.status !== 'owed') return []
  const due: Timer = timer(owed, dueAt)
  return [
    due,
    ...(duty.late ?? []).flatMap(({ id, after }) => {
      const wait = after && delayMilliseconds(ruleset, after, dueAt)
      if (wait === undefined) return []
      return [timer(owed, addMilliseconds(dueAt, wait, ruleset.manifest.calendar), id)]
    }),
  ]
}

/**
 * When the timer of a duty, or of one of its reminders, is due where the duty began at a moment. `undefined` where there
 * is no such time. Pure.
 */
export function dutyTimerDue(
  ruleset: Ruleset,
  { id, reminder }: NonNullable<Timer['duty']>,
  begunAt: string,
): string | undefined {
  const duty = ruleset.duties.find((known) => known.id === id)
  const dueAt = duty && dutyDueAt(ruleset, duty, begunAt)
  if (duty === undefined || dueAt === undefined || reminder === undefined) return dueAt
  const after = duty.late?.find((known) => known.id === reminder)?.after
  const wait = after && delayMilliseconds(ruleset, after, dueAt)
  return wait === undefined ? undefined : addMilliseconds(dueAt, wait, ruleset.manifest.calendar)
}

function timer({ duty, number }: CaseDuty, dueAt: string, reminder?: string): Timer {
  const id = ['duty', duty, number, ...(reminder === undefined ? [] : [reminder])].join(':')
  return {
    id,
    event: id,
    delay: '',
    duty: { id: duty, number, ...(reminder === undefined ? {} : { reminder }) },
    dueAt,
  }
}

/** The reminders a timer of a duty sets off: at its time those that wait for nothing more. Pure. */
export function remindersOf(duty: Duty, reminder: string | undefined): readonly DutyReminder[] {
  return (duty.late ?? []).filter(({ id, after }) =>
    reminder === undefined ? after === undefined : id === reminder,
  )
}
