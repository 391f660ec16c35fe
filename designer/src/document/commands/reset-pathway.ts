import type { Pathway } from '@jieli/engine'
import type { Command } from '../state/command.ts'
import { itemOf } from './find-item.ts'

/** Resets the title and the initial state of a pathway to the template; its parts stay. */
export function resetPathway(theirs: Pathway): Command {
  return {
    name: 'commands.resetPathway',
    apply: (ruleset) => {
      const pathway = itemOf(ruleset.pathways, theirs.id)
      pathway.title = theirs.title
      pathway.machine.initial = theirs.machine.initial
      if (theirs.description === undefined) delete pathway.description
      else pathway.description = theirs.description
      if (theirs.cites === undefined) delete pathway.cites
      else pathway.cites = theirs.cites
    },
  }
}
