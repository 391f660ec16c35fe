import { durationSeconds } from '../model/duration.ts'
import { parameterAsOf } from '../decisions/parameter-value.ts'
import { indexRuleset } from '../model/ruleset-index.ts'
import { calendarOf } from '../model/office-hours.ts'
import type { Delay } from '../model/parameter.ts'
import type { Ruleset } from '../model/ruleset.ts'
import {
  addMilliseconds,
  dateOf,
  workingDaysMilliseconds,
  workingTimeMilliseconds,
  type YearMissing,
} from '../model/calendar.ts'

/**
 * How long a delay lasts when it begins at a moment. A parameter of type duration is clock time, or office hours where its
 * unit is `workingTime`; a whole number with the unit `workingDay` counts working days. Pure.
 * @param unit whose office hours it is counted by; those of the community without one
 * @returns `undefined` when the parameter has no value on that day, or none a delay can have, or the calendar states no
 * office hours: then no timer runs; the year it cannot be counted in where no notice says which of its days are worked
 */
export function delayMilliseconds(
  ruleset: Ruleset,
  delay: Delay,
  at: string,
  unit?: string,
): number | YearMissing | undefined {
  const calendar = calendarOf(ruleset.manifest.calendar, unit)
  if ('duration' in delay) {
    const seconds = durationSeconds(delay.duration)
    return seconds === undefined ? undefined : seconds * 1000
  }
  if ('workingTime' in delay) {
    const seconds = durationSeconds(delay.workingTime)
    return seconds === undefined || !isWorkingTime(seconds)
      ? undefined
      : workingTimeMilliseconds(at, seconds, calendar)
  }
  if ('workingDays' in delay) return workingDaysMilliseconds(at, delay.workingDays, calendar)
  const parameter = indexRuleset(ruleset).parameters.get(delay.parameter)
  const value =
    parameter === undefined ? undefined : parameterAsOf(parameter, dateOf(at, calendar))?.value
  if (typeof value === 'string')
    return delayMilliseconds(
      ruleset,
      parameter?.unit === 'workingTime' ? { workingTime: value } : { duration: value },
      at,
      unit,
    )
  if (typeof value === 'number' && isWorkingDays(value))
    return delayMilliseconds(ruleset, { workingDays: value }, at)
  return undefined
}

/** When something is due: a moment, a year that has to be known first, or no moment at all. */
export type DueTime = string | YearMissing | undefined

/** The moment a delay that begins at a moment is over; `undefined` where it has no length then. Pure. */
export function delayEnd(ruleset: Ruleset, delay: Delay, at: string, unit?: string): DueTime {
  const wait = delayMilliseconds(ruleset, delay, at, unit)
  return typeof wait === 'number' ? addMilliseconds(at, wait, ruleset.manifest.calendar) : wait
}

/** When something is due, as it is kept: the moment, or the year that is missing, or neither. Pure. */
export function dueFields(due: DueTime): { readonly dueAt?: string } & Partial<YearMissing> {
  if (typeof due === 'string') return { dueAt: due }
  return due ?? {}
}

/** True for a number of working days a delay may have: 1 to ten years of days. Pure. */
export function isWorkingDays(value: number): boolean {
  return value >= 1 && value <= 3650
}

/** True for so many seconds of office hours as a delay may have: at most 10 000 hours. Pure. */
export function isWorkingTime(seconds: number): boolean {
  return seconds <= 36_000_000
}
