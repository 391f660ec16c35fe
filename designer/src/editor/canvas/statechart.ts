import type { Pathway, StateDefinition, TransitionDefinition } from '@jieli/engine'
import { keyOf, listStates, type StatePath } from '../../document/state/state-path.ts'
import {
  listTransitions,
  type TransitionEntry,
  type Trigger,
  triggerKey,
} from '../../document/state/transition-list.ts'

/** The box for the machine itself: every state inherits its transitions. */
export const anyState = '*'

/** A state as a box to draw. */
export interface StatechartNode {
  readonly path: StatePath
  readonly parent: StatePath | undefined
  readonly key: string
  /** Undefined for the box of "any state". */
  readonly state: StateDefinition | undefined
  readonly initial: boolean
  readonly final: boolean
  readonly compound: boolean
  /** Transitions that stay in the state: shown inside the box. */
  readonly inner: readonly TransitionEntry[]
}

/** Transitions with the same ends and the same trigger as one arrow to draw: they differ in their guards. */
export interface StatechartEdge {
  /** The id of the first of them. */
  readonly id: string
  readonly ids: readonly string[]
  readonly source: StatePath
  readonly target: StatePath
  readonly trigger: Trigger
  readonly transitions: readonly TransitionDefinition[]
}

export interface Statechart {
  readonly nodes: readonly StatechartNode[]
  readonly edges: readonly StatechartEdge[]
}

/** The boxes and arrows of a pathway, parents before their children. Arrows that lead nowhere are left out. Pure. */
export function createStatechart(pathway: Pathway): Statechart {
  const states = listStates(pathway)
  const known = new Set(states.map((entry) => entry.path))
  const transitions = listTransitions(pathway)
  const innerOf = (path: StatePath): TransitionEntry[] =>
    transitions.filter((entry) => entry.source === path && entry.target === undefined)
  const nodes: StatechartNode[] = states.map(({ path, parent, key, state }) => {
    const holder = parent === '' ? pathway.machine : states.find((s) => s.path === parent)?.state
    return {
      path,
      parent: parent === '' ? undefined : parent,
      key,
      state,
      initial: holder?.initial === key,
      final: state.type === 'final',
      compound: Object.keys(state.states ?? {}).length > 0,
      inner: innerOf(path),
    }
  })
  if (transitions.some((entry) => entry.source === ''))
    nodes.unshift({
      path: anyState,
      parent: undefined,
      key: keyOf(anyState),
      state: undefined,
      initial: false,
      final: false,
      compound: false,
      inner: innerOf(''),
    })
  const groups = Map.groupBy(
    transitions.filter(({ target }) => target !== undefined && known.has(target)),
    ({ source, target, trigger }) => `${source} ${target ?? ''} ${triggerKey(trigger)}`,
  )
  const edges = [...groups.values()].flatMap((group): StatechartEdge[] => {
    const [first] = group
    if (first?.target === undefined) return []
    const { id, source, target, trigger } = first
    return [
      {
        id,
        ids: group.map((entry) => entry.id),
        source: source === '' ? anyState : source,
        target,
        trigger,
        transitions: group.map((entry) => entry.transition),
      },
    ]
  })
  return { nodes, edges }
}
