import type { Pathway } from '../model/pathway.ts'
import type { RedLineCheck } from '../model/red-line.ts'
import { statesOf } from '../model/state-nodes.ts'

/** Where an `openEvent` has to lead on: the states it names, or every one a case can rest in that is neither final nor excepted. Pure. */
export function openStates(
  pathway: Pathway,
  { states, except = [] }: Extract<RedLineCheck, { kind: 'openEvent' }>,
): readonly string[] {
  if (states !== undefined) return states
  return statesOf(pathway)
    .filter(({ state }) => state.states === undefined && state.type !== 'final')
    .map(({ path }) => path.join('.'))
    .filter((state) => !except.includes(state))
}
