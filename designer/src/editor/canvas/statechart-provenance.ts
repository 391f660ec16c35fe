import type { Pathway, StateDefinition } from '@jieli/engine'
import { type Provenance, provenanceOf } from '../../document/editing/provenance.ts'
import {
  isWithin,
  listStates,
  parentPath,
  type StateEntry,
  stateAt,
  type StatePath,
} from '../../document/state/state-path.ts'
import {
  findTransition,
  listTransitions,
  type TransitionEntry,
} from '../../document/state/transition-list.ts'

/** A state without the states inside it and its transitions, which are items of their own. Pure. */
export function stateItself(state: StateDefinition | undefined): object | undefined {
  if (state === undefined) return undefined
  const { states: _states, on: _on, after: _after, always: _always, onDone: _done, ...own } = state
  return own
}

/** The provenance of a state itself. Pure. */
export function stateProvenance(
  theirs: Pathway | undefined,
  path: StatePath,
  state: StateDefinition,
): Provenance {
  return provenanceOf(stateItself(theirs && stateAt(theirs, path)), stateItself(state))
}

/** The provenance of a transition, with its source and its trigger. Pure. */
export function transitionProvenance(
  theirs: Pathway | undefined,
  entry: TransitionEntry,
): Provenance {
  const known = theirs && findTransition(theirs, entry.id)
  return provenanceOf(known && transitionItself(known), transitionItself(entry))
}

function transitionItself({ source, trigger, transition }: TransitionEntry): object {
  return { source, trigger, transition }
}

/** A pathway without its parts. Pure. */
export function pathwayItself(pathway: Pathway | undefined): object | undefined {
  if (pathway === undefined) return undefined
  const { title, description, cites, machine } = pathway
  return { title, description, cites, initial: machine.initial }
}

/** The template's transitions out of a state that were taken away here. Pure. */
export function removedTransitions(
  theirs: Pathway | undefined,
  pathway: Pathway,
  source: StatePath,
): readonly TransitionEntry[] {
  if (theirs === undefined) return []
  const here = new Set(listTransitions(pathway).map(({ id }) => id))
  return listTransitions(theirs).filter((entry) => entry.source === source && !here.has(entry.id))
}

/** The template's states that were taken away here, each with all it contains. Pure. */
export function removedStates(
  theirs: Pathway | undefined,
  pathway: Pathway,
): readonly StateEntry[] {
  if (theirs === undefined) return []
  const gone = listStates(theirs).filter(({ path }) => stateAt(pathway, path) === undefined)
  return gone.filter(
    ({ path }) => parentPath(path) === '' || stateAt(pathway, parentPath(path)) !== undefined,
  )
}

/** The states and transitions that go when states and transitions are removed. Pure. */
export function removedWith(
  pathway: Pathway,
  removed: { readonly states: readonly StatePath[]; readonly transitions: readonly string[] },
): { readonly states: readonly StateEntry[]; readonly transitions: readonly TransitionEntry[] } {
  const goes = (path: StatePath | undefined): boolean =>
    path !== undefined && path !== '' && removed.states.some((root) => isWithin(path, root))
  return {
    states: listStates(pathway).filter(({ path }) => goes(path)),
    transitions: listTransitions(pathway).filter(
      ({ id, source, target }) => removed.transitions.includes(id) || goes(source) || goes(target),
    ),
  }
}
