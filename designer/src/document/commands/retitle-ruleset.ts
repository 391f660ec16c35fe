import type { Text } from '@jieli/engine'
import type { Command } from '../state/command.ts'

/** Gives the ruleset another title. */
export function retitleRuleset(title: Text): Command {
  return {
    name: 'commands.retitleRuleset',
    merge: 'manifest/title',
    apply: (ruleset) => {
      ruleset.manifest.title = title
    },
  }
}
