import { createIssue, type Issue } from '../../model/issue.ts'
import { consequences } from '../../model/references/decision-references.ts'
import type { Ruleset } from '../../model/ruleset.ts'
import { actionsOf, nodesOf } from '../../model/state-nodes.ts'

/** What is told with a due time while no duty begins with it. Pure. */
export function dueUnwatched(ruleset: Ruleset): readonly Issue[] {
  const watched = new Set(
    ruleset.duties.flatMap(({ begins }) => (begins.on === 'told' ? [begins.event] : [])),
  )
  const told = [
    ...ruleset.decisions.flatMap((decision) =>
      consequences(decision).flatMap(({ then, path }) =>
        (then.effects ?? []).flatMap((effect) =>
          effect.type === 'emit' ? [{ ...effect, path }] : [],
        ),
      ),
    ),
    ...ruleset.pathways.flatMap((pathway) =>
      nodesOf(pathway).flatMap(({ state }) =>
        actionsOf(state).flatMap((action) =>
          action.type === 'emit' ? [{ ...action.params, path: `/pathways/${pathway.id}` }] : [],
        ),
      ),
    ),
  ]
  return told
    .filter(({ event, dueIn }) => dueIn !== undefined && !watched.has(event))
    .map(({ title, path }) => createIssue('DUE_UNWATCHED', path, { event: title }))
}
