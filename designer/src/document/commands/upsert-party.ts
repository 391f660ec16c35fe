import type { Party } from '@jieli/engine'
import type { Command } from '../state/command.ts'
import { itemOf, upsertItem } from './find-item.ts'

/** Adds a party to a pathway, or changes it. `field` makes typing into it one step. */
export function upsertParty(pathway: string, party: Party, field: string): Command {
  return {
    name: 'commands.upsertParty',
    merge: `party/${pathway}/${party.id}/${field}`,
    apply: (ruleset) => upsertItem(itemOf(ruleset.pathways, pathway).parties, party),
  }
}
