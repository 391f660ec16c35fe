import type { Action, Pathway, TransitionDefinition } from '../pathway.ts'
import { actionsOf, nodesOf, type StateNode, transitionsOf } from '../state-nodes.ts'
import { delayReferences } from './decision-references.ts'
import type { Reference } from './reference.ts'

/** Everything a pathway names beyond itself; its own events, parties and delays are no references. Pure. */
export function pathwayReferences(pathway: Pathway, path: string): readonly Reference[] {
  const { parties, events, delays } = pathway
  return [
    ...parties.flatMap(({ id, unitFact, office }): readonly Reference[] => {
      const at = `${path}/parties/${id}`
      return [
        { list: 'facts', id: unitFact, path: at },
        ...(office === undefined ? [] : [{ list: 'offices' as const, id: office, path: at }]),
      ]
    }),
    ...events.flatMap(({ id, asks = [] }) =>
      asks.map((fact): Reference => ({ list: 'facts', id: fact, path: `${path}/events/${id}` })),
    ),
    ...delays.flatMap(({ id, after }) => delayReferences(after, `${path}/delays/${id}`)),
    ...nodesOf(pathway).flatMap((node) => stateReferences(node, path)),
  ]
}

function stateReferences({ path: at, state }: StateNode, path: string): readonly Reference[] {
  const transitions = transitionsOf(state).map(({ transition }) => transition)
  const place = `${path}/machine${at.map((key) => `/states/${key}`).join('')}`
  return [
    ...transitions.flatMap((transition) => guardReferences(transition, path)),
    ...actionsOf(state).flatMap((action) => actionReferences(action, place)),
  ]
}

function guardReferences({ guard, meta }: TransitionDefinition, path: string): Reference[] {
  if (guard === undefined) return []
  const at = `${path}/transitions/${meta.id}`
  return [{ list: 'decisions', id: guard.params.decision, path: at }]
}

function actionReferences(action: Action, path: string): readonly Reference[] {
  if (action.type === 'emit') return delayReferences(action.params.dueIn, path)
  const { fact, value } = action.params
  return [{ list: 'facts', id: fact, path, writes: { value } }]
}
