import type { Pathway, TransitionDefinition } from './pathway.ts'
import {
  nodesOf,
  type OutgoingTransition,
  stateAt,
  type StateNode,
  statesOf,
  targetPath,
  transitionsOf,
} from './state-nodes.ts'

/** A transition as seen from a state in which a case can rest. */
export interface ChartEdge {
  /** The state at rest it leaves, as a path: `review.submitted`. */
  readonly from: string
  /** The state the case enters, down to where it can rest; `undefined` when it stays where it is. */
  readonly to: string | undefined
  readonly cause: OutgoingTransition['cause']
  /** The event's id, or the delay's. */
  readonly name: string
  readonly transition: TransitionDefinition
}

/** True for a transition that is taken of itself, with no event and no waiting. Pure. */
export const isAutomatic = ({ cause }: Pick<ChartEdge, 'cause'>): boolean =>
  cause === 'always' || cause === 'done'

/** The states in which a case can rest, ends included. Pure. */
export function leavesOf(pathway: Pathway): readonly StateNode[] {
  return statesOf(pathway).filter(({ state }) => state.states === undefined)
}

/** Where a case comes to rest that enters a state: the initial state inside it, and so on. Pure. */
export function initialLeaf(pathway: Pathway, path: readonly string[]): readonly string[] {
  const state = stateAt(pathway, path)
  return state?.states === undefined || state.initial === undefined
    ? path
    : initialLeaf(pathway, [...path, state.initial])
}

/**
 * Every transition out of every state at rest, also those written on the states around it: innermost first, then as
 * written, which is the order in which they are tried. A target that is not there is left out. Pure.
 */
export function chartEdges(pathway: Pathway): readonly ChartEdge[] {
  const nodes = nodesOf(pathway)
  return leavesOf(pathway).flatMap(({ path, state: leaf }) =>
    nodes
      .filter((node) => isPrefix(node.path, path))
      .toSorted((a, b) => b.path.length - a.path.length)
      .flatMap((node) =>
        transitionsOf(node.state)
          // A compound state is done when a final child of its own is reached.
          .filter(
            ({ cause }) =>
              cause !== 'done' || (leaf.type === 'final' && node.path.length === path.length - 1),
          )
          .flatMap(({ cause, name, transition }) => {
            const target =
              transition.target === undefined
                ? undefined
                : targetPath(pathway, node.path, transition.target)
            if (transition.target !== undefined && target === undefined) return []
            const to = target && initialLeaf(pathway, target).join('.')
            return [{ from: path.join('.'), to, cause, name, transition }]
          }),
      ),
  )
}

/** The states in which a case ends: a final state of a compound one only ends that. Pure. */
export function endsOf(pathway: Pathway): readonly StateNode[] {
  return leavesOf(pathway).filter(({ path, state }) => state.type === 'final' && path.length === 1)
}

/** Every state that can be come to from some, those included, by what follows each. Pure. */
export function reachedFrom(
  from: Iterable<string>,
  next: (state: string) => Iterable<string>,
): ReadonlySet<string> {
  const reached = new Set(from)
  for (const state of reached) for (const other of next(state)) reached.add(other)
  return reached
}

/** True when a path lies on the way to another, or is it. Pure. */
export function isPrefix(prefix: readonly string[], path: readonly string[]): boolean {
  return prefix.length <= path.length && prefix.every((step, at) => step === path[at])
}
