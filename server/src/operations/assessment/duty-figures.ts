import {
  addDays,
  type Bundle,
  countInstances,
  dateOf,
  type DueTime,
  type Figures,
  instanceDue,
  type OrgUnit,
  type Period,
  type ScheduledDuty,
  scheduledFacts,
  periodOf,
  periodsOf,
  scheduleTypes,
} from '@jieli/engine'
import type { OperationContext } from '../context/operation-context.ts'
import { type DutyVersion, dutyVersions } from './duty-version.ts'
import { type OwedPeriod, type OwedStanding, standingsOf } from './standings-of.ts'

/** What falls due in a period was owed for one that began at most so many days before it: two years. */
const reachBack = 731

/** The figures that count scheduled duties, by period and unit. */
export interface DutyFigures {
  /** `null` is the community as one: its own and those of every unit. */
  of(period: string, unit: string | null): Figures
}

/**
 * Counts what fell due of the scheduled duties in some periods, and what of it was done in time, as it was known at a
 * moment: what the facts `duty.<id>.due` and `duty.<id>.onTime` are. Nothing where no fact of the rules reads it.
 */
export async function dutyFigures(
  context: OperationContext,
  asked: {
    readonly ruleset: string
    readonly bundle: Bundle
    readonly periods: readonly Period[]
    readonly units: readonly OrgUnit[]
    readonly knownAt: string
  },
): Promise<DutyFigures> {
  const { ruleset, bundle, periods, units, knownAt } = asked
  const counted = countedDuties(bundle)
  const versionOf = dutyVersions(context, ruleset, knownAt)
  const owed: (OwedPeriod & { readonly within: Period })[] = []
  if (counted.length > 0)
    for (const within of periods) {
      const at = `${addDays(within.end, 1)}T00:00:00${offsetOf(bundle)}`
      for (const period of periodsBefore(within)) {
        const version = await versionOf(period)
        for (const duty of version?.bundle.ruleset.scheduledDuties ?? [])
          if (version && counted.includes(duty.id) && mayFallDue(version, duty, { period, within }))
            owed.push({ version, duty, period, within, at })
      }
    }
  const found = await standingsOf(context, { ruleset, owed, units, knownAt })
  const standings = Map.groupBy(
    found
      .filter(fallsDueWithin)
      .flatMap(({ within, duty, instance: { unit, yearMissing }, standing }) =>
        // What a unit owes is the community's, too.
        (unit === null ? [null] : [unit, null]).map((of) => ({
          key: keyOf(within.text, of, duty.id),
          // Where it cannot be said in which period it falls due, what fell due in this one cannot be said either.
          standing: yearMissing === undefined ? standing : ({ standing: 'undetermined' } as const),
        })),
      ),
    ({ key }) => key,
  )
  return {
    of: (period, unit) =>
      Object.fromEntries(
        counted.flatMap((duty) => {
          const own = standings.get(keyOf(period, unit, duty)) ?? []
          const counts = countInstances(own.map(({ standing }) => standing))
          if (counts === undefined) return []
          const facts = scheduledFacts(duty)
          return [
            [facts.due, { value: counts.due, source: 'duties' as const }],
            [facts.onTime, { value: counts.onTime, source: 'duties' as const }],
          ]
        }),
      ),
  }
}

/** The ids of the scheduled duties that a fact of the rules counts. */
function countedDuties({ ruleset }: Bundle): readonly string[] {
  const facts = new Set(ruleset.facts.map(({ id }) => id))
  return ruleset.scheduledDuties.flatMap(({ id }) => {
    const counts = scheduledFacts(id)
    return facts.has(counts.due) || facts.has(counts.onTime) ? [id] : []
  })
}

/** What may fall due in a period: the periods of every length that began up to two years before it, and `once`. */
function periodsBefore({ start, end }: Period): readonly string[] {
  const span = { from: addDays(start, -reachBack), until: end }
  return scheduleTypes.flatMap((every) => periodsOf(every, span))
}

/** Whether any of those who may owe it has to have done it in a period: units with office hours of their own differ. */
function mayFallDue(
  { bundle }: DutyVersion,
  duty: ScheduledDuty,
  { period, within }: { readonly period: string; readonly within: Period },
): boolean {
  if ((periodOf(period)?.type ?? 'once') !== duty.schedule.every) return false
  const { calendar } = bundle.ruleset.manifest
  return [undefined, ...(calendar?.unitHours ?? []).map(({ unit }) => unit)].some((unit) =>
    isWithin(bundle, within, instanceDue(bundle.ruleset, duty, period, unit)),
  )
}

function fallsDueWithin({
  version: { bundle },
  within,
  instance: { dueAt, yearMissing },
}: OwedPeriod & OwedStanding & { readonly within: Period }): boolean {
  return isWithin(
    bundle,
    within,
    dueAt ?? (yearMissing === undefined ? undefined : { yearMissing }),
  )
}

function isWithin({ ruleset }: Bundle, { start, end }: Period, due: DueTime): boolean {
  if (due === undefined) return false
  if (typeof due !== 'string') return end >= `${due.yearMissing}-01-01`
  const day = dateOf(due, ruleset.manifest.calendar)
  return start <= day && day <= end
}

function offsetOf({ ruleset }: Bundle): string {
  return ruleset.manifest.calendar?.utcOffset ?? '+08:00'
}

function keyOf(period: string, unit: string | null, duty: string): string {
  return JSON.stringify([period, unit, duty])
}
