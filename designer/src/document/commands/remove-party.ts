import type { Command } from '../state/command.ts'
import { indexOfItem, itemOf } from './find-item.ts'

/** Takes a party out of a pathway. Events and duties that name it are left, and shown as problems. */
export function removeParty(pathway: string, party: string): Command {
  return {
    name: 'commands.removeParty',
    apply: (ruleset) => {
      const { parties } = itemOf(ruleset.pathways, pathway)
      parties.splice(indexOfItem(parties, party), 1)
    },
  }
}
