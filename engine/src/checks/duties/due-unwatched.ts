import { createIssue, type Issue } from '../../model/issue.ts'
import type { Ruleset } from '../../model/ruleset.ts'
import { emittedEvents } from '../../model/emitted-events.ts'

/** What is told with a due time while no duty begins with it. Pure. */
export function dueUnwatched(ruleset: Ruleset): readonly Issue[] {
  const watched = new Set(
    ruleset.duties.flatMap(({ begins }) => (begins.on === 'told' ? [begins.event] : [])),
  )
  return emittedEvents(ruleset)
    .filter(({ event, dueIn }) => dueIn !== undefined && !watched.has(event))
    .map(({ title, path }) => createIssue('DUE_UNWATCHED', path, { event: title }))
}
