import { addDays, type Bundle, endOfDay, type Facts, factValue, type OrgUnit } from '@jieli/engine'
import {
  type DutyRecord,
  type PlayedInstance,
  playSchedule,
  type ScheduledDuty,
} from '@jieli/engine/scheduled-duties'

/** What is tried of a scheduled duty: the day it is looked at, what was recorded, and what its assessment said. */
export interface Schedule {
  readonly duty: string | undefined
  readonly day: string
  readonly records: readonly DutyRecord[]
  /** Whether the indicator that decides missed its target; `undefined` while there is no final assessment. */
  readonly missed: boolean | undefined
}

/** Whoever owes it where each of some units does. */
export const sampleUnit = 'sample'

/** So many days before the day looked at are shown, too: a year. */
const shownDays = 366

/**
 * How a scheduled duty stands for each period of the last year, the latest first, by what was recorded until the end of
 * the day looked at. Pure.
 * @param facts what the directory says of the unit, and the figures of the final assessment
 */
export function scheduleStandings(
  bundle: Bundle,
  { day, records, missed }: Schedule,
  { duty, facts }: { readonly duty: ScheduledDuty; readonly facts: Facts },
): readonly PlayedInstance[] {
  const met = duty.misses === undefined ? {} : { [duty.misses]: missed !== true }
  const isAssessed = missed !== undefined || (duty.misses === undefined && duty.where !== undefined)
  const input = {
    units: [unitOf(facts)],
    assessed: () => (isAssessed ? { figures: facts, met } : undefined),
  }
  return playSchedule(
    bundle,
    { input, records },
    {
      from: addDays(day, -shownDays),
      until: day,
      at: endOfDay(day, bundle.ruleset.manifest.calendar),
      only: ({ id }) => id === duty.id,
    },
  ).toReversed()
}

function unitOf(facts: Facts): OrgUnit {
  const [kind, parent] = ['unit.kind', 'unit.parent'].map((id) => factValue(facts, id))
  const [tier, level] = ['unit.tier', 'unit.level'].map((id) => factValue(facts, id))
  return {
    id: sampleUnit,
    title: sampleUnit,
    ...(typeof kind === 'string' ? { kind } : {}),
    ...(typeof parent === 'string' ? { parent } : {}),
    ...(typeof tier === 'number' ? { tier } : {}),
    ...(typeof level === 'number' ? { level } : {}),
  }
}

/** The schedule with one record more, filled in with those facts that are asked for. Pure. */
export function withRecord(
  schedule: Schedule,
  { duty, facts }: { readonly duty: ScheduledDuty; readonly facts: Facts },
  made: { readonly period: string; readonly at: string; readonly document: boolean },
): Schedule {
  const asked = (duty.keptBy.asks ?? []).flatMap((id) => {
    const value = factValue(facts, id)
    return value === undefined ? [] : [[id, value] as const]
  })
  const unit = duty.owedBy.of === 'community' ? null : sampleUnit
  const record = { duty: duty.id, unit, ...made, facts: Object.fromEntries(asked) }
  return { ...schedule, records: [...schedule.records, record] }
}

/** The schedule without one of its records. Pure. */
export function withoutRecord(schedule: Schedule, record: DutyRecord): Schedule {
  return { ...schedule, records: schedule.records.filter((each) => each !== record) }
}
