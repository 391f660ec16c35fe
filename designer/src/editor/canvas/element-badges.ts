import { type ExceptionStatus, exceptionsOver, type Pathway, type Ruleset } from '@jieli/engine'
import { statePointer, transitionPointer } from '../../document/state/statechart-pointer.ts'
import { stateProvenance, transitionProvenance } from './statechart-provenance.ts'
import { listStates } from '../../document/state/state-path.ts'
import { listTransitions } from '../../document/state/transition-list.ts'
import { lockedBy, type Provenance } from '../../document/editing/provenance.ts'

/** What a reader should know of a state or transition besides its content. */
export interface ElementBadge {
  readonly provenance: Provenance
  readonly locked: boolean
  /** The status of the exception that excuses it. */
  readonly exception: ExceptionStatus['standing'] | undefined
}

export interface StatechartBadges {
  readonly states: ReadonlyMap<string, ElementBadge>
  readonly transitions: ReadonlyMap<string, ElementBadge>
}

/** The badges of a statechart whose ruleset rests on another. Pure. */
export function badgeElements(
  pathway: Pathway,
  parent: Ruleset,
  exceptions: readonly ExceptionStatus[],
): StatechartBadges {
  const theirs = parent.pathways.find(({ id }) => id === pathway.id)
  const badge = (provenance: Provenance, pointer: string): ElementBadge => ({
    provenance,
    locked: lockedBy(parent, pointer, exceptions) !== undefined,
    exception: exceptionsOver(exceptions, pointer)[0]?.standing,
  })
  return {
    states: new Map(
      listStates(pathway).map(({ path, state }) => [
        path,
        badge(stateProvenance(theirs, path, state), statePointer(pathway.id, path)),
      ]),
    ),
    transitions: new Map(
      listTransitions(pathway).map((entry) => [
        entry.id,
        badge(transitionProvenance(theirs, entry), transitionPointer(pathway.id, entry)),
      ]),
    ),
  }
}
