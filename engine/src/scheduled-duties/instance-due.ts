import { periodOf } from '../assessment/period.ts'
import { parameterAsOf } from '../decisions/parameter-value.ts'
import { addDays, endOfDay } from '../model/calendar.ts'
import type { Ruleset } from '../model/ruleset.ts'
import { indexRuleset } from '../model/ruleset-index.ts'
import type { ScheduledDuty } from '../model/scheduled-duty.ts'
import type { Value } from '../model/value.ts'
import { delayEnd, type DueTime } from '../pathways/delay-milliseconds.ts'

/**
 * By when a scheduled duty of a period has to be done, itself in time; `undefined` where the time has no value on the day
 * it is asked of; the year that has to be known first where it reaches into one without a notice. Pure.
 * @param period `2026-Q1`, or `once`
 * @param unit who owes it: where it keeps office hours of its own, it is counted by those
 */
export function instanceDue(
  ruleset: Ruleset,
  { schedule }: ScheduledDuty,
  period: string,
  unit?: string,
): DueTime {
  const { calendar } = ruleset.manifest
  if (schedule.every === 'once') {
    const date =
      'date' in schedule.by ? schedule.by.date : latestValue(ruleset, schedule.by.parameter)
    return typeof date === 'string' ? endOfDay(date, calendar) : undefined
  }
  const found = periodOf(period)
  if (found === undefined) return undefined
  const { due } = schedule
  const end = endOfDay(found.end, calendar)
  if (due === undefined) return end
  if ('within' in due) return delayEnd(ruleset, due.within, end, unit)
  const day = typeof due.day === 'number' ? due.day : valueOn(ruleset, due.day.parameter, found.end)
  if (typeof day !== 'number' || day < 1) return undefined
  const first = due.of === 'period' ? found.start : addDays(found.end, 1)
  return endOfDay(dayOfMonth(first, { month: due.month ?? 1, day }), calendar)
}

/** A day of the nth month from one on; the last of a month that has not so many. Pure. */
function dayOfMonth(first: string, { month, day }: { month: number; day: number }): string {
  const [year = 0, from = 1] = first.split('-').map(Number)
  const last = new Date(0)
  last.setUTCFullYear(year, from - 1 + month, 0)
  const wanted = Math.min(day, last.getUTCDate())
  return `${last.toISOString().slice(0, 8)}${String(wanted).padStart(2, '0')}`
}

function valueOn(ruleset: Ruleset, id: string, day: string): Value | undefined {
  const parameter = indexRuleset(ruleset).parameters.get(id)
  return parameter && parameterAsOf(parameter, day)?.value
}

/** A date that is set once and for all has no day it is asked of: the last one that was set counts. */
function latestValue(ruleset: Ruleset, id: string): Value | undefined {
  return valueOn(ruleset, id, '9999-12-31')
}
