import { compileCondition } from '../decisions/plan/compile-condition.ts'
import { factValue } from '../decisions/facts.ts'
import { parameterAsOf } from '../decisions/parameter-value.ts'
import type { Bundle } from '../model/bundle.ts'
import { dateOf } from '../model/calendar.ts'
import { indexRuleset } from '../model/ruleset-index.ts'
import type { ScheduledDuty, ScheduledStanding } from '../model/scheduled-duty.ts'
import { reachesYear } from '../pathways/duties/case-duty.ts'
import type { DutyRecord, ScheduledInstance } from './instance.ts'

/** How something owed for a period stands at a moment. */
export interface InstanceStanding {
  readonly standing: ScheduledStanding
  /** How many records count. */
  readonly done: number
  /** How many are needed; `null` where a parameter says so that has no value: then it is never kept. */
  readonly needed: number | null
  /** When the last one that was needed was done. */
  readonly keptAt?: string
}

/**
 * How something owed for a period stands at a moment, by what was recorded of it until then. A record counts where what
 * it has to bring is there and known to be so. Pure.
 * @param records of any duty and unit, in any order
 */
export function instanceStanding(
  bundle: Bundle,
  { duty, instance }: { readonly duty: ScheduledDuty; readonly instance: ScheduledInstance },
  { records, at }: { readonly records: readonly DutyRecord[]; readonly at: string },
): InstanceStanding {
  const counts = recordCounts(bundle, duty)
  const done = records
    .filter(
      (record) =>
        record.duty === instance.duty &&
        record.unit === instance.unit &&
        record.period === instance.period &&
        Date.parse(record.at) <= Date.parse(at) &&
        counts(record),
    )
    .map((record) => record.at)
    .toSorted((a, b) => Date.parse(a) - Date.parse(b))
  const needed = timesNeeded(bundle, duty, instance.dueAt ?? at)
  const keptAt = needed === null ? undefined : done[needed - 1]
  const said = { done: done.length, needed, ...(keptAt === undefined ? {} : { keptAt }) }
  const { dueAt, yearMissing } = instance
  // By when it had to be done is not known, so neither is whether it was in time.
  if (yearMissing !== undefined && reachesYear(keptAt ?? at, yearMissing))
    return { standing: 'undetermined', ...said }
  const isLate = dueAt !== undefined && Date.parse(keptAt ?? at) > Date.parse(dueAt)
  if (keptAt !== undefined) return { standing: isLate ? 'keptLate' : 'kept', ...said }
  if (instance.status === 'undetermined') return { standing: 'undetermined', ...said }
  return { standing: isLate ? 'late' : 'owed', ...said }
}

/** Whether a record brings what its duty asks for. Pure. */
export function recordCounts(
  bundle: Bundle,
  { keptBy }: ScheduledDuty,
): (record: Pick<DutyRecord, 'facts' | 'document' | 'at'>) => boolean {
  const { asks = [], where, document = false } = keptBy
  const holds = where && compileCondition(bundle, where)
  return (record) =>
    (!document || record.document) &&
    asks.every((fact) => factValue(record.facts, fact) !== undefined) &&
    (holds === undefined ||
      holds(record.facts, dateOf(record.at, bundle.ruleset.manifest.calendar)) === true)
}

/** How many times it has to be done, by the day it is due. */
function timesNeeded(bundle: Bundle, { keptBy }: ScheduledDuty, at: string): number | null {
  const { times = 1 } = keptBy
  if (typeof times === 'number') return times
  const parameter = indexRuleset(bundle.ruleset).parameters.get(times.parameter)
  const day = dateOf(at, bundle.ruleset.manifest.calendar)
  const value = parameter && parameterAsOf(parameter, day)?.value
  return typeof value === 'number' && value >= 1 ? value : null
}
