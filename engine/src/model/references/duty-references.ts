import type { Duty, DutyLimit, DutySettles } from '../duty.ts'
import { conditionReferences } from './condition-references.ts'
import { delayReferences } from './decision-references.ts'
import type { Reference } from './reference.ts'

/** Everything a duty names beyond its pathway's own parts. Pure. */
export function dutyReferences(duty: Duty, path: string): readonly Reference[] {
  const { pathway, begins, where, within, keptBy, endedBy, late = [] } = duty
  return [
    { list: 'pathways', id: pathway, path: `${path}/pathway` },
    ...(begins.on === 'facts' ? conditionReferences(begins.when, `${path}/begins/when`) : []),
    ...conditionReferences(where, `${path}/where`),
    ...limitReferences(within, `${path}/within`),
    ...settlesReferences(keptBy, `${path}/keptBy`),
    ...(endedBy === undefined ? [] : settlesReferences(endedBy, `${path}/endedBy`)),
    ...late.flatMap(({ id, after, office }): readonly Reference[] => [
      ...delayReferences(after, `${path}/late/${id}`),
      ...(office === undefined
        ? []
        : [{ list: 'offices' as const, id: office, path: `${path}/late/${id}` }]),
    ]),
  ]
}

function limitReferences(within: DutyLimit | undefined, path: string): readonly Reference[] {
  return within === undefined || 'date' in within ? [] : delayReferences(within, path)
}

function settlesReferences(settles: DutySettles, path: string): readonly Reference[] {
  return settles.on === 'facts'
    ? conditionReferences(settles.when, `${path}/when`)
    : conditionReferences(settles.where, `${path}/where`)
}
