import type { Action, Pathway, StateDefinition, TransitionDefinition } from '../pathway.ts'
import { delayReferences } from './decision-references.ts'
import type { Reference } from './reference.ts'

/** Everything a pathway names beyond itself; its own events, parties and delays are no references. Pure. */
export function pathwayReferences(pathway: Pathway, path: string): readonly Reference[] {
  const { parties, events, delays, machine } = pathway
  return [
    ...parties.map(({ id, unitFact }): Reference => ({
      list: 'facts',
      id: unitFact,
      path: `${path}/parties/${id}`,
    })),
    ...events.flatMap(({ id, asks = [] }) =>
      asks.map((fact): Reference => ({ list: 'facts', id: fact, path: `${path}/events/${id}` })),
    ),
    ...delays.flatMap(({ id, after }) => delayReferences(after, `${path}/delays/${id}`)),
    ...stateReferences({ on: machine.on, states: machine.states }, `${path}/machine`, path),
  ]
}

type PartOfState = Pick<
  StateDefinition,
  'states' | 'on' | 'after' | 'always' | 'onDone' | 'entry' | 'exit'
>

function stateReferences(state: PartOfState, at: string, path: string): readonly Reference[] {
  const { on = {}, after = {}, always = [], onDone = [], entry = [], exit = [] } = state
  const transitions = [...Object.values(on), ...Object.values(after), always, onDone].flat()
  return [
    ...transitions.flatMap((transition) => guardReferences(transition, path)),
    ...[...entry, ...exit, ...transitions.flatMap(({ actions = [] }) => actions)].flatMap(
      (action) => actionReferences(action, at),
    ),
    ...Object.entries(state.states ?? {}).flatMap(([key, inner]) =>
      stateReferences(inner, `${at}/states/${key}`, path),
    ),
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
