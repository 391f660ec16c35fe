import type { Facts } from '../decisions/facts.ts'
import type { Bundle } from '../model/bundle.ts'
import type { Pathway, TransitionDefinition } from '../model/pathway.ts'
import { activeStates } from '../model/state-nodes.ts'
import { availableEvents } from './available-events.ts'
import type { CaseSnapshot } from './case-snapshot.ts'
import { isOpenDuty } from './duties/case-duty.ts'

/**
 * The parties a case waits for: those who can do something in its present state that leads on or is not done yet, and
 * those who owe something in it. That somebody may send it back keeps nobody waiting. Pure.
 * @param at the moment it is asked for
 */
export function waitingParties(
  bundle: Bundle,
  snapshot: CaseSnapshot,
  at: string,
): readonly string[] {
  const pathway = bundle.ruleset.pathways.find(({ id }) => id === snapshot.pathway)
  if (pathway === undefined) return []
  const here = activeStates(pathway, snapshot.value).filter(({ path }) => path.length > 0)
  const acting = availableEvents(bundle, snapshot, { at }).flatMap(({ event, open, actors }) => {
    const transitions = here.flatMap(({ state }) => state.on?.[event] ?? [])
    const counts = transitions.some((each) => leadsOn(each, snapshot.facts))
    return open && counts && !isReturn(pathway, event) ? actors : []
  })
  const owing = (snapshot.duties ?? []).filter(isOpenDuty).flatMap(({ duty }) => {
    const owed = bundle.ruleset.duties.find(({ id }) => id === duty)
    return owed === undefined ? [] : [owed.owedBy]
  })
  const waited = new Set([...acting, ...owing])
  return pathway.parties.map(({ id }) => id).filter((id) => waited.has(id))
}

function isReturn(pathway: Pathway, event: string): boolean {
  return pathway.events.find(({ id }) => id === event)?.role === 'return'
}

/** True for a transition to elsewhere, and for one that records what is not recorded yet. */
function leadsOn({ target, actions = [] }: TransitionDefinition, facts: Facts): boolean {
  return (
    target !== undefined ||
    actions.some(
      (action) =>
        action.type === 'emit' ||
        JSON.stringify(facts[action.params.fact]) !== JSON.stringify(action.params.value),
    )
  )
}
