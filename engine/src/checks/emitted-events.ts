import { consequences } from '../model/references/decision-references.ts'
import type { Ruleset } from '../model/ruleset.ts'
import { actionsOf, nodesOf } from '../model/state-nodes.ts'

/** Every event that some chart or decision of a ruleset asks to be sent. Pure. */
export function emittedEvents({ pathways, decisions }: Ruleset): ReadonlySet<string> {
  const actions = pathways.flatMap((pathway) =>
    nodesOf(pathway).flatMap(({ state }) => actionsOf(state)),
  )
  const effects = decisions.flatMap((decision) =>
    consequences(decision).flatMap(({ then }) => then.effects ?? []),
  )
  return new Set([
    ...actions.flatMap((action) => (action.type === 'emit' ? [action.params.event] : [])),
    ...effects.flatMap((effect) => (effect.type === 'emit' ? [effect.event] : [])),
  ])
}
