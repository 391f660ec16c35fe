import {
  type Bundle,
  countedAt,
  countInstances,
  type DueReminder,
  fallsDue,
  instancesOf,
  instanceStanding,
  type Period,
  periodsBefore,
  periodsOf,
  remindersDue,
  type ScheduledDuty,
  scheduledFacts,
  type ScheduledInstance,
  scheduleTypes,
} from '@jieli/engine'
import type { ReadRecords } from './read-records.ts'

/** Something owed for a period, as it stands at the moment asked for. */
export interface PlayedInstance extends ScheduledInstance {
  readonly standing: ReturnType<typeof instanceStanding>
  readonly reminders: readonly DueReminder[]
}

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

/** What is owed for the periods that touch some days, as it stands at a moment, by what was recorded until then. Pure. */
export function playSchedule(
  bundle: Bundle,
  { input, records }: Known,
  asked: { readonly from: string; readonly until: string; readonly at: string },
): readonly PlayedInstance[] {
  const { at } = asked
  return scheduleTypes.flatMap((every) =>
    periodsOf(every, asked).flatMap((period) =>
      bundle.ruleset.scheduledDuties
        .filter(({ schedule }) => schedule.every === every)
        .flatMap((duty) =>
          instancesOf(bundle, duty, { period, at, input }).map((instance) => {
            const standing = instanceStanding(bundle, { duty, instance }, { records, at })
            const reminders = remindersDue(bundle.ruleset, { duty, instance }, { standing, at })
            return { ...instance, standing, reminders }
          }),
        ),
    ),
  )
}

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
