import { type ExceptionStanding, exceptionsOver, type Pathway, type Ruleset } from '@jieli/engine'
import { statePointer, transitionPointer } from '../../document/state/statechart-pointer.ts'
import { stateStanding, transitionStanding } from './statechart-provenance.ts'
import { listStates } from '../../document/state/state-path.ts'
import { listTransitions } from '../../document/state/transition-list.ts'
import { heldBy, type ItemStanding } from '../../document/editing/provenance.ts'

/** What a reader of the chart should know of a state or transition besides what it says. */
export interface ElementMark {
  readonly standing: ItemStanding
  readonly held: boolean
  /** How the exception that excuses it stands. */
  readonly exception: ExceptionStanding['standing'] | undefined
}

export interface ChartMarks {
  readonly states: ReadonlyMap<string, ElementMark>
  readonly transitions: ReadonlyMap<string, ElementMark>
}

/** The marks of a chart whose ruleset rests on another. Pure. */
export function markElements(
  pathway: Pathway,
  parent: Ruleset,
  exceptions: readonly ExceptionStanding[],
): ChartMarks {
  const theirs = parent.pathways.find(({ id }) => id === pathway.id)
  const mark = (standing: ItemStanding, pointer: string): ElementMark => ({
    standing,
    held: heldBy(parent, pointer, exceptions) !== undefined,
    exception: exceptionsOver(exceptions, pointer)[0]?.standing,
  })
  return {
    states: new Map(
      listStates(pathway).map(({ path, state }) => [
        path,
        mark(stateStanding(theirs, path, state), statePointer(pathway.id, path)),
      ]),
    ),
    transitions: new Map(
      listTransitions(pathway).map((entry) => [
        entry.id,
        mark(transitionStanding(theirs, entry), transitionPointer(pathway.id, entry)),
      ]),
    ),
  }
}
