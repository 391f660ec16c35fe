import type { Citation, Pathway, StateDefinition, Text } from '@jieli/engine'
import type { Command } from '../state/command.ts'
import { freshId } from '../state/fresh-id.ts'
import { itemOf } from './find-item.ts'

/** What is to be recorded as done, and by whom. */
export interface RecordSaid {
  readonly done: Text
  /** The party that records it. */
  readonly actor: string
  readonly cites: readonly Citation[]
}

/** An id for the event that no other event of the pathway has. Pure. */
export function recordEventId({ events }: Pathway): string {
  return freshId(
    'record',
    events.map(({ id }) => id),
  )
}

/**
 * Adds an event by which a party says that something was done, wherever the case is once it was begun: it moves the
 * case nowhere, so that nobody has to draw for it.
 */
export function addRecordEvent(
  pathway: string,
  id: string,
  { done, actor, cites }: RecordSaid,
): Command {
  return {
    name: 'commands.addRecordEvent',
    apply: (ruleset) => {
      const title = { zh: `登记：${done.zh}`, en: `record: ${done.en}` }
      const { events, machine } = itemOf(ruleset.pathways, pathway)
      const cited = cites.length === 0 ? {} : { cites: [...cites] }
      events.push({ id, title, actors: [actor], ...cited })
      for (const [key, state] of Object.entries(machine.states)) {
        if (state.type === 'final' || key === machine.initial) continue
        const on = (state.on ??= {}) as NonNullable<StateDefinition['on']>
        on[id] = [{ meta: { id: `${id}-in-${key}`, title, ...cited } }]
      }
    },
  }
}
