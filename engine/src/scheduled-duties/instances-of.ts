import { type Period, periodOf, periodOfDay } from '../assessment/period.ts'
import { periodTypes } from '../model/assessment-scheme.ts'
import { compileCondition } from '../decisions/plan/compile-condition.ts'
import { allOf, type Truth } from '../decisions/truth.ts'
import type { Bundle } from '../model/bundle.ts'
import { addDays, dateOf, endOfDay } from '../model/calendar.ts'
import { directoryFacts } from '../model/org-unit.ts'
import type { ScheduledDuty } from '../model/scheduled-duty.ts'
import { dueFields } from '../pathways/delay-milliseconds.ts'
import { instanceDue } from './instance-due.ts'
import type { ScheduledInstance, ScheduleInput } from './instance.ts'

/** Every length a schedule may have, the shortest first. */
export const scheduleTypes = [...periodTypes, 'once'] as const

/** The periods of a length that two days and those between lie in, the earliest first; `once` where it has none. Pure. */
export function periodsOf(
  every: (typeof scheduleTypes)[number],
  { from, until }: { readonly from: string; readonly until: string },
): readonly string[] {
  if (every === 'once') return ['once']
  const found: string[] = []
  for (let day = from; day <= until;) {
    const period = periodOfDay(every, day)
    found.push(period.text)
    day = addDays(period.end, 1)
  }
  return found
}

/** True where the final assessment of a period decides whether a duty is owed for it. Pure. */
export function restsOnAssessment({
  misses,
  where,
}: Pick<ScheduledDuty, 'misses' | 'where'>): boolean {
  return misses !== undefined || where !== undefined
}

/**
 * What is owed of a scheduled duty for a period, as it stands at a moment: by each unit it names, or once by the
 * community. Nothing before the period begins, and, where an assessment decides whether it is owed, before it ends. Pure.
 * @param period `2026-Q1`, or `once`
 */
export function instancesOf(
  bundle: Bundle,
  duty: ScheduledDuty,
  asked: { readonly period: string; readonly at: string; readonly input: ScheduleInput },
): readonly ScheduledInstance[] {
  const { period: text, at, input } = asked
  const { calendar } = bundle.ruleset.manifest
  const period = periodOf(text)
  const today = dateOf(at, calendar)
  if (period === undefined ? duty.schedule.every !== 'once' : period.start > today) return []
  const made = (unit: string | null, truth: Truth): readonly ScheduledInstance[] =>
    truth === false
      ? []
      : [
          {
            duty: duty.id,
            unit,
            period: text,
            status: truth === true ? 'owed' : 'undetermined',
            ...dueFields(instanceDue(bundle.ruleset, duty, text, unit ?? undefined)),
          },
        ]
  const ended = period !== undefined && Date.parse(endOfDay(period.end, calendar)) < Date.parse(at)
  if (restsOnAssessment(duty) && !ended) return []
  const day = period === undefined || period.end > today ? today : period.end
  const decided = assessmentDecides(bundle, duty, { period, day, input })
  if (duty.owedBy.of === 'community') return made(null, decided(null, true))
  const { where } = duty.owedBy
  const names = where && compileCondition(bundle, where)
  return input.units
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .flatMap((unit) =>
      made(
        unit.id,
        decided(
          unit.id,
          names === undefined ? true : names(directoryFacts(unit, bundle.ruleset), day),
        ),
      ),
    )
}

/** Joins whether a unit is named with what its assessment says, asked only where it is named. */
function assessmentDecides(
  bundle: Bundle,
  { misses, where }: ScheduledDuty,
  {
    period,
    day,
    input,
  }: { readonly period: Period | undefined; readonly day: string; readonly input: ScheduleInput },
): (unit: string | null, named: Truth) => Truth {
  if (!restsOnAssessment({ misses, where })) return (_unit, named) => named
  const holds = where && compileCondition(bundle, where)
  return (unit, named) => {
    if (named === false) return false
    const assessed = period && input.assessed(period.text, unit)
    const met = misses === undefined ? false : assessed?.met[misses]
    const missed: Truth = met === undefined ? 'unknown' : !met
    return allOf([named, missed, holds === undefined ? true : holds(assessed?.figures ?? {}, day)])
  }
}
