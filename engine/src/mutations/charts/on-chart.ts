import type { Condition } from '../../model/condition.ts'
import type {
  EventDefinition,
  Guard,
  Pathway,
  StateDefinition,
  TransitionDefinition,
} from '../../model/pathway.ts'
import type { Ruleset } from '../../model/ruleset.ts'
import { stateAt } from '../../model/state-nodes.ts'
import type { Text } from '../../model/text.ts'
import type { GuardedChart } from '../../red-lines/charts/guarded-chart.ts'
import { byId, type Proposal } from '../mutation.ts'

/** What is changed, in words, and where below the pathway. */
interface Changed {
  readonly kind: string
  /** `transitions/submit-up`, `events/submit`; the pathway itself when left out. */
  readonly at?: string
  readonly what: Text
}

/** A change of a chart: the draft's pathway is edited in place. Pure. */
export function onChart(
  { pathway }: GuardedChart,
  { kind, at, what }: Changed,
  edit: (changed: Pathway, draft: Ruleset) => void,
): Proposal {
  const { zh, en } = pathway.title
  return {
    kind,
    path: `/pathways/${pathway.id}${at === undefined ? '' : `/${at}`}`,
    description: { zh: `“${zh}”：${what.zh}`, en: `"${en}": ${what.en}` },
    edit: (draft) => {
      edit(byId(draft.pathways, pathway.id), draft)
    },
  }
}

/** The state of a draft at a path; the chart itself at none, with its events alone. */
export function stateIn(pathway: Pathway, path: readonly string[]): Pick<StateDefinition, 'on'> {
  return path.length === 0 ? pathway.machine : innerState(pathway, path)
}

/** The state of a draft at a path. @throws TypeError when it is not there */
export function innerState(pathway: Pathway, path: readonly string[]): StateDefinition {
  const found = stateAt(pathway, path)
  if (found === undefined) throw new TypeError(`There is no state "${path.join('.')}".`)
  return found
}

export function eventIn(pathway: Pathway, id: string): EventDefinition {
  return byId(pathway.events, id)
}

/** Puts a transition ahead of, or behind, what a state does on an event. */
export function addTransition(
  pathway: Pathway,
  { path, event }: { readonly path: readonly string[]; readonly event: string },
  transition: TransitionDefinition,
  where: 'ahead' | 'behind' = 'ahead',
): void {
  const state = stateIn(pathway, path)
  const { [event]: list = [] } = (state.on ??= {})
  state.on[event] = where === 'ahead' ? [transition, ...list] : [...list, transition]
}

/** A transition to a state by its path, under an id no chart has. Pure. */
export function leading(
  { machine }: Pathway,
  to: string | undefined,
  guard?: Guard,
): TransitionDefinition {
  return {
    ...(to !== undefined && { target: `#${machine.id}.${to}` }),
    ...(guard !== undefined && { guard }),
    meta: { id: 'triedOut' },
  }
}

/** A guard that opens where a condition holds: its decision is added to the draft. */
export function guardOn(draft: Ruleset, pathway: Pathway, conditions: Condition): Guard {
  const cites = pathway.cites ?? []
  draft.decisions.push({
    kind: 'rules',
    id: 'triedOutGuard',
    title: { zh: '另设的判定', en: 'a decision of its own' },
    hitPolicy: 'first',
    cites,
    rules: [
      {
        id: 'holds',
        cites,
        conditions,
        then: { outcome: 'allow', reason: { zh: '符合。', en: 'It holds.' } },
      },
    ],
  })
  return { type: 'decision', params: { decision: 'triedOutGuard', opens: ['allow'] } }
}

/** The condition that a fact nobody ever fills in is true: the fact is added to the draft. */
export function neverKnown(draft: Ruleset): Condition {
  draft.facts.push({
    id: 'triedOut.neverTold',
    type: 'boolean',
    title: { zh: '无人填写的事项', en: 'what nobody fills in' },
  })
  return { fact: 'triedOut.neverTold', operator: 'equal', value: true }
}
