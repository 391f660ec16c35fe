import type { Pathway } from '../model/pathway.ts'
import type { Ruleset } from '../model/ruleset.ts'
import type { Text } from '../model/text.ts'
import { pathwayRoot, stateAt, type StateNode } from '../model/state-nodes.ts'

/** Pure. */
export function pathwayOf(ruleset: Ruleset | undefined, id: string): Pathway | undefined {
  return ruleset?.pathways.find((pathway) => pathway.id === id)
}

/** A state, those around it and the machine itself: whose transitions all count while the case rests there. Pure. */
export function aroundState(
  pathway: Pathway,
  nodes: readonly StateNode[],
  path: readonly string[],
): readonly StateNode[] {
  const active = nodes.filter((node) => node.path.every((step, at) => step === path[at]))
  return [...active, pathwayRoot(pathway)]
}

/** The title of a state, or its path where there is none. Pure. */
export function titleAt(pathway: Pathway, path: string): Text {
  return stateAt(pathway, path.split('.'))?.meta.title ?? { zh: path, en: path }
}
