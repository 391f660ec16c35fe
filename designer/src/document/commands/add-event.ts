import type { EventDefinition } from '@jieli/engine'
import type { Command } from '../state/command.ts'
import { itemOf, upsertItem } from './find-item.ts'

/** Adds an event to a pathway. */
export function addEvent(pathway: string, event: EventDefinition): Command {
  return {
    name: 'commands.addEvent',
    apply: (ruleset) => upsertItem(itemOf(ruleset.pathways, pathway).events, event),
  }
}
