import type { Duty, DutyReminder } from '../../model/duty.ts'
import type { Ruleset } from '../../model/ruleset.ts'
import type { Timer } from '../case-snapshot.ts'
import { delayEnd } from '../delay-milliseconds.ts'
import type { CaseDuty } from './case-duty.ts'

/** When a duty that begins at a moment is due; `undefined` where it has no time on that day. Pure. */
export function dutyDueAt(ruleset: Ruleset, { within }: Duty, begunAt: string): string | undefined {
  return within && delayEnd(ruleset, within, begunAt)
}

/** What has to be waited for while a duty is owed: its time, and each reminder that comes later. Pure. */
export function dutyTimers(ruleset: Ruleset, duty: Duty, owed: CaseDuty): readonly Timer[] {
  if (owed.status !== 'owed') return []
  const later = (duty.late ?? []).filter(({ after }) => after !== undefined)
  return [undefined, ...later.map(({ id }) => id)].flatMap((reminder) => {
    const dueAt = timerDue(ruleset, { duty, reminder }, owed.begunAt)
    return dueAt === undefined ? [] : [timer(owed, dueAt, reminder)]
  })
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
  return duty && timerDue(ruleset, { duty, reminder }, begunAt)
}

function timerDue(
  ruleset: Ruleset,
  { duty, reminder }: { readonly duty: Duty; readonly reminder: string | undefined },
  begunAt: string,
): string | undefined {
  const dueAt = dutyDueAt(ruleset, duty, begunAt)
  if (dueAt === undefined || reminder === undefined) return dueAt
  const after = duty.late?.find(({ id }) => id === reminder)?.after
  return after && delayEnd(ruleset, after, dueAt)
}

function timer({ duty, number }: CaseDuty, dueAt: string, reminder: string | undefined): Timer {
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
