import type { Pathway } from '../../model/pathway.ts'
import { nodesOf, transitionsOf } from '../../model/state-nodes.ts'
import type { GuardedChart } from '../../red-lines/charts/guarded-chart.ts'
import type { CheckOf } from '../../red-lines/red-line-kind.ts'
import { copyOf, type Proposal } from '../mutation.ts'
import { onChart } from './on-chart.ts'

/** A second pathway between the same units decides nothing before it takes a patient, or does not say what anything means. Pure. */
export function weakenPathways(chart: GuardedChart, check: CheckOf<'before'>): readonly Proposal[] {
  // A check of one pathway says nothing of a second one.
  if (check.pathway !== undefined) return []
  const guarded = chart.edges.some(
    ({ from, to, transition }) =>
      from === chart.start &&
      to !== undefined &&
      check.into.some((role) => chart.rolesOf(to).has(role)) &&
      transition.guard !== undefined,
  )
  if (!guarded) return []
  const added = (kind: string, words: { zh: string; en: string }, edit: (copy: Pathway) => void) =>
    onChart(chart, { kind, what: words }, (pathway, draft) => {
      const copy = copyOf(pathway)
      copy.id = 'triedOutPathway'
      copy.title = { zh: '便捷流程', en: 'a quick pathway' }
      edit(copy)
      draft.pathways.push(copy)
    })
  return [
    added(
      'pathwayUndecided',
      { zh: '另设一个不经判定的流程', en: 'a second pathway decides nothing' },
      (copy) => {
        for (const { state } of nodesOf(copy))
          for (const { transition } of transitionsOf(state)) delete transition.guard
      },
    ),
    added(
      'pathwayUnmarked',
      { zh: '另设一个不标明含义的流程', en: 'a second pathway does not say what anything means' },
      (copy) => {
        for (const event of copy.events) delete event.role
        for (const party of copy.parties) delete party.role
        for (const { state } of nodesOf(copy)) delete state.meta.roles
      },
    ),
  ]
}
