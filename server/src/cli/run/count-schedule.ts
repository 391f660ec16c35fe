import { type Bundle, type Period } from '@jieli/engine'
import {
  countedAt,
  countInstances,
  fallsDue,
  instancesOf,
  instanceStanding,
  periodsBefore,
  type ScheduledDuty,
  scheduledFacts,
} from '@jieli/engine/scheduled-duties'
import type { ReadRecords } from './read-records.ts'

/** What the assessment of a month counts of a scheduled duty, for a unit or (`null`) the community. */
export interface CountedSchedule {
  readonly month: string
  readonly unit: string | null
  readonly duty: string
  /** `undefined` while it is not known of one whether it is owed. */
  readonly counts: { readonly due: number; readonly onTime: number } | undefined
  /** The facts that take the counts, as far as the ruleset has them. */
  readonly facts: readonly string[]
}

type Known = Pick<ReadRecords, 'input' | 'records'>

/** What the assessments of some months count, of those duties that fell due in them. Pure. */
export function countSchedule(
  bundle: Bundle,
  known: Known,
  months: readonly Period[],
): readonly CountedSchedule[] {
  return months.flatMap((month) =>
    bundle.ruleset.scheduledDuties.flatMap((duty) => countsOf(bundle, duty, { known, month })),
  )
}

function countsOf(
  bundle: Bundle,
  duty: ScheduledDuty,
  { known: { input, records }, month }: { readonly known: Known; readonly month: Period },
): readonly CountedSchedule[] {
  const at = countedAt(bundle.ruleset, month)
  const standings = periodsBefore(month)
    .filter((period) => fallsDue(bundle.ruleset, duty, { period, within: month }))
    .flatMap((period) => instancesOf(bundle, duty, { period, at, input }))
    .map((instance) => ({
      unit: instance.unit,
      standing: instanceStanding(bundle, { duty, instance }, { records, at }),
    }))
  const facts = Object.values(scheduledFacts(duty.id)).filter((id) =>
    bundle.ruleset.facts.some((fact) => fact.id === id),
  )
  // What a unit owes is the community's, too.
  return (
    standings.length === 0 ? [] : [...new Set([...standings.map(({ unit }) => unit), null])]
  ).map((unit) => {
    const own = standings.filter((each) => unit === null || each.unit === unit)
    const counts = countInstances(own.map(({ standing }) => standing))
    return { month: month.text, unit, duty: duty.id, counts, facts }
  })
}
