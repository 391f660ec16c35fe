import type { RulesetList } from '@jieli/engine'
import type { Command } from '../state/command.ts'
import { indexOfItem } from './find-item.ts'

/** Takes an item out of one of the ruleset's lists. What refers to it is left, and shown as a problem. */
export function removeListItem(list: RulesetList, id: string): Command {
  return {
    name: `commands.remove.${list}`,
    apply: (ruleset) => {
      ruleset[list].splice(indexOfItem(ruleset[list], id), 1)
    },
  }
}
