import { parameterAsOf } from '../../decisions/parameter-value.ts'
import { dateOf, endOfDay } from '../../model/calendar.ts'
import type { Duty, DutyLimit, DutyReminder } from '../../model/duty.ts'
import type { Delay } from '../../model/parameter.ts'
import { indexRuleset } from '../../model/ruleset-index.ts'
import type { Ruleset } from '../../model/ruleset.ts'
import type { Timer, UntimedTimer } from '../case-snapshot.ts'
import { delayEnd, type DueTime } from '../delay-milliseconds.ts'
import type { CaseDuty } from './case-duty.ts'

/** When a duty that begins at a moment is due; `undefined` where it has no time on that day. Pure. */
export function dutyDueAt(
  ruleset: Ruleset,
  { within }: Duty,
  begunAt: string,
  unit?: string,
): DueTime {
  if (within === undefined) return undefined
  const { calendar } = ruleset.manifest
  const span = spanOf(ruleset, within)
  if (span !== undefined) return delayEnd(ruleset, span, begunAt, unit)
  const day = lastDay(ruleset, within, dateOf(begunAt, calendar))
  return day && endOfDay(day, calendar)
}

/** The span of time a duty is due after; `undefined` where it is due by a day. Pure. */
export function spanOf(ruleset: Ruleset, within: DutyLimit): Delay | undefined {
  if ('date' in within) return undefined
  if (!('parameter' in within)) return within
  const parameter = indexRuleset(ruleset).parameters.get(within.parameter)
  return parameter?.type === 'date' ? undefined : within
}

/** The day a duty has to be kept by, where it is said by a day. Pure. */
export function lastDay(ruleset: Ruleset, within: DutyLimit, asOf: string): string | undefined {
  if ('date' in within) return within.date
  if (!('parameter' in within)) return undefined
  const parameter = indexRuleset(ruleset).parameters.get(within.parameter)
  if (parameter?.type !== 'date') return undefined
  const value = parameterAsOf(parameter, asOf)?.value
  return typeof value === 'string' ? value : undefined
}

/** What has to be waited for while a duty is owed: its time, and each reminder that comes later. Pure. */
export function dutyTimers(
  ruleset: Ruleset,
  duty: Duty,
  owed: CaseDuty,
): readonly (Timer | UntimedTimer)[] {
  if (owed.status !== 'owed') return []
  const later = (duty.late ?? []).filter(({ after }) => after !== undefined)
  return [undefined, ...later.map(({ id }) => id)].flatMap((reminder): (Timer | UntimedTimer)[] => {
    const due = timerDue(ruleset, { duty, reminder, unit: owed.hoursOf }, owed.begunAt)
    if (due === undefined) return []
    const timer = timerOf(owed, reminder)
    return typeof due === 'string'
      ? [{ ...timer, dueAt: due }]
      : [{ ...timer, begunAt: owed.begunAt, ...due }]
  })
}

/**
 * When the timer of a duty, or of one of its reminders, is due where the duty began at a moment. `undefined` where there
 * is no such time. Pure.
 */
export function dutyTimerDue(
  ruleset: Ruleset,
  { duty: of, hoursOf: unit }: Pick<Timer, 'duty' | 'hoursOf'>,
  begunAt: string,
): DueTime {
  const duty = ruleset.duties.find((known) => known.id === of?.id)
  return duty && timerDue(ruleset, { duty, reminder: of?.reminder, unit }, begunAt)
}

function timerDue(
  ruleset: Ruleset,
  {
    duty,
    reminder,
    unit,
  }: {
    readonly duty: Duty
    readonly reminder: string | undefined
    readonly unit: string | undefined
  },
  begunAt: string,
): DueTime {
  const dueAt = dutyDueAt(ruleset, duty, begunAt, unit)
  if (typeof dueAt !== 'string' || reminder === undefined) return dueAt
  const after = duty.late?.find(({ id }) => id === reminder)?.after
  return after && delayEnd(ruleset, after, dueAt, unit)
}

function timerOf(
  { duty, number, hoursOf }: CaseDuty,
  reminder: string | undefined,
): Omit<Timer, 'dueAt'> {
  const id = ['duty', duty, number, ...(reminder === undefined ? [] : [reminder])].join(':')
  return {
    id,
    event: id,
    delay: '',
    duty: { id: duty, number, ...(reminder === undefined ? {} : { reminder }) },
    ...(hoursOf === undefined ? {} : { hoursOf }),
  }
}

/** The reminders a timer of a duty sets off: at its time those that wait for nothing more. Pure. */
export function remindersOf(duty: Duty, reminder: string | undefined): readonly DutyReminder[] {
  return (duty.late ?? []).filter(({ id, after }) =>
    reminder === undefined ? after === undefined : id === reminder,
  )
}
