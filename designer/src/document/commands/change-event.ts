import type { EventDefinition } from '@jieli/engine'
import type { Command } from '../state/command.ts'
import { itemOf, upsertItem } from './find-item.ts'

/** Changes who may send an event, the facts it requires, or its title. `field` names what is typed into, so that typing merges. */
export function changeEvent(pathway: string, event: EventDefinition, field: string): Command {
  return {
    name: 'commands.changeEvent',
    merge: `event/${pathway}/${event.id}/${field}`,
    apply: (ruleset) => upsertItem(itemOf(ruleset.pathways, pathway).events, event),
  }
}
