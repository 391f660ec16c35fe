import type { ScheduledDuty } from '../scheduled-duty.ts'
import { conditionReferences } from './condition-references.ts'
import { delayReferences } from './decision-references.ts'
import type { Reference } from './reference.ts'

/** Everything a scheduled duty names. Pure. */
export function scheduledDutyReferences(duty: ScheduledDuty, path: string): readonly Reference[] {
  const { owedBy, schedule, misses, where, keptBy, late = [] } = duty
  const { asks = [], times } = keptBy
  return [
    ...conditionReferences(
      owedBy.of === 'units' ? owedBy.where : undefined,
      `${path}/owedBy/where`,
    ),
    ...(owedBy.of === 'community'
      ? [{ list: 'offices', id: owedBy.office, path: `${path}/owedBy/office` } as const]
      : []),
    ...scheduleReferences(schedule, `${path}/schedule`),
    ...(misses === undefined
      ? []
      : [{ list: 'indicators', id: misses, path: `${path}/misses` } as const]),
    ...conditionReferences(where, `${path}/where`),
    ...asks.map((id): Reference => ({ list: 'facts', id, path: `${path}/keptBy/asks` })),
    ...conditionReferences(keptBy.where, `${path}/keptBy/where`),
    ...(typeof times === 'object'
      ? [parameterOf(times.parameter, ['integer'], `${path}/keptBy/times`)]
      : []),
    ...late.flatMap(({ id, to, after }) => [
      ...(to === undefined
        ? []
        : [{ list: 'offices', id: to, path: `${path}/late/${id}` } as const]),
      ...delayReferences(after, `${path}/late/${id}`),
    ]),
  ]
}

function scheduleReferences(
  schedule: ScheduledDuty['schedule'],
  path: string,
): readonly Reference[] {
  if (schedule.every === 'once')
    return 'parameter' in schedule.by
      ? [parameterOf(schedule.by.parameter, ['date'], `${path}/by`)]
      : []
  const { due } = schedule
  if (due === undefined) return []
  if ('within' in due) return delayReferences(due.within, `${path}/due/within`)
  return typeof due.day === 'object'
    ? [parameterOf(due.day.parameter, ['integer'], `${path}/due/day`)]
    : []
}

function parameterOf(id: string, types: NonNullable<Reference['types']>, path: string): Reference {
  return { list: 'parameters', id, path, types }
}
