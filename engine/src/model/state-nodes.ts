import type { Action, Pathway, StateDefinition, TransitionDefinition } from './pathway.ts'

/** XState's state value: a state's key, or a compound state's key with the value inside it. */
export type StateValue = string | { readonly [state: string]: StateValue }

/** A state with where it stands: `['review', 'submitted']`. */
export interface StateNode {
  readonly path: readonly string[]
  readonly state: StateDefinition
}

/** Every state of a pathway in document order. Pure. */
export function statesOf(pathway: Pathway): readonly StateNode[] {
  const found: StateNode[] = []
  const visit = (states: Readonly<Record<string, StateDefinition>>, path: readonly string[]) => {
    for (const [key, state] of Object.entries(states)) {
      found.push({ path: [...path, key], state })
      if (state.states !== undefined) visit(state.states, [...path, key])
    }
  }
  visit(pathway.machine.states, [])
  return found
}

/** The chart itself as a node, with the transitions written on it. Pure. */
export function pathwayRoot(pathway: Pathway): StateNode {
  const { on } = pathway.machine
  return {
    path: [],
    state: { meta: { title: pathway.title }, ...(on === undefined ? {} : { on }) },
  }
}

/** The active states of a value, innermost first. Pure. */
export function activeStates(pathway: Pathway, value: StateValue): readonly StateNode[] {
  const active: StateNode[] = []
  let states: Readonly<Record<string, StateDefinition>> | undefined = pathway.machine.states
  let inner: StateValue | undefined = value
  const path: string[] = []
  while (inner !== undefined && states !== undefined) {
    const key: string = typeof inner === 'string' ? inner : (Object.keys(inner)[0] ?? '')
    const state: StateDefinition | undefined = states[key]
    if (state === undefined) break
    path.push(key)
    active.unshift({ path: [...path], state })
    states = state.states
    inner = typeof inner === 'string' ? undefined : inner[key]
  }
  return active
}

/** A transition with the state it leaves and what makes it happen. */
export interface OutgoingTransition {
  readonly cause: 'event' | 'after' | 'always' | 'done'
  /** The event's id, or the delay's. */
  readonly name: string
  readonly transition: TransitionDefinition
}

/** The transitions written on a state, in document order. Pure. */
export function transitionsOf(state: StateDefinition): readonly OutgoingTransition[] {
  return [
    ...Object.entries(state.on ?? {}).flatMap(([name, list]) =>
      list.map((transition) => ({ cause: 'event' as const, name, transition })),
    ),
    ...Object.entries(state.after ?? {}).flatMap(([name, list]) =>
      list.map((transition) => ({ cause: 'after' as const, name, transition })),
    ),
    ...(state.always ?? []).map((transition) => ({
      cause: 'always' as const,
      name: '',
      transition,
    })),
    ...(state.onDone ?? []).map((transition) => ({ cause: 'done' as const, name: '', transition })),
  ]
}

/** The actions written on a state: on entering, on leaving, and on its transitions. Pure. */
export function actionsOf(state: StateDefinition): readonly Action[] {
  return [
    ...(state.entry ?? []),
    ...(state.exit ?? []),
    ...transitionsOf(state).flatMap(({ transition }) => transition.actions ?? []),
  ]
}

/** Every state with the chart itself before them. Pure. */
export function nodesOf(pathway: Pathway): readonly StateNode[] {
  return [pathwayRoot(pathway), ...statesOf(pathway)]
}

/**
 * The path a target names, as seen from a state: a sibling's key, `.child`, or `#machine.path`.
 * The chart itself, whose path is empty, has no siblings.
 * `undefined` when there is no such state. Pure.
 */
export function targetPath(
  pathway: Pathway,
  from: readonly string[],
  target: string,
): readonly string[] | undefined {
  const path = namedPath(pathway.machine.id, from, target)
  return path === undefined || stateAt(pathway, path) === undefined ? undefined : path
}

/** The same, whether or not there is such a state: of states that are copied from one chart to another. Pure. */
export function namedPath(
  machineId: string,
  from: readonly string[],
  target: string,
): readonly string[] | undefined {
  const root = `#${machineId}.`
  if (target.startsWith(root)) return target.slice(root.length).split('.')
  if (target.startsWith('#')) return undefined
  if (target.startsWith('.')) return [...from, ...target.slice(1).split('.')]
  return from.length === 0 ? undefined : [...from.slice(0, -1), ...target.split('.')]
}

/** The state at a path. Pure. */
export function stateAt(pathway: Pathway, path: readonly string[]): StateDefinition | undefined {
  let states: Readonly<Record<string, StateDefinition>> | undefined = pathway.machine.states
  let state: StateDefinition | undefined
  for (const key of path) {
    state = states !== undefined && Object.hasOwn(states, key) ? states[key] : undefined
    if (state === undefined) return undefined
    states = state.states
  }
  return state
}

/** The path of the state a value rests in: `['review', 'submitted']` for `{ review: 'submitted' }`. Pure. */
export function leafPath(value: StateValue): readonly string[] {
  if (typeof value === 'string') return value === '' ? [] : [value]
  const [entry] = Object.entries(value)
  return entry === undefined ? [] : [entry[0], ...leafPath(entry[1])]
}

/** The same as one text: `review.submitted`. Pure. */
export function statePath(value: StateValue): string {
  return leafPath(value).join('.')
}
