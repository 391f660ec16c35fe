import type { Duty } from '../../model/duty.ts'
import type { EmittedEvent } from '../../model/emitted-events.ts'
import { createIssue, type Issue } from '../../model/issue.ts'

/** What is told with a due time while no duty begins with it. Pure. */
export function dueUnwatched(
  duties: readonly Duty[],
  emitted: readonly EmittedEvent[],
): readonly Issue[] {
  const watched = new Set(
    duties.flatMap(({ begins }) => (begins.on === 'told' ? [begins.event] : [])),
  )
  return emitted
    .filter(({ event, dueIn }) => dueIn !== undefined && !watched.has(event))
    .map(({ title, path }) => createIssue('DUE_UNWATCHED', path, { event: title }))
}
