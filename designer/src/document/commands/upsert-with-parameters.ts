import type { Parameter, Ruleset, RulesetList } from '@jieli/engine'
import type { Command } from '../state/command.ts'
import { upsertItem } from './find-item.ts'

/** Adds parameters together with the item that reads them, as one step: a target and its indicator. */
export function upsertWithParameters<L extends RulesetList>(
  list: L,
  item: Ruleset[L][number],
  parameters: readonly Parameter[],
): Command {
  return {
    name: 'commands.upsertWithParameters',
    apply: (ruleset) => {
      for (const parameter of parameters) upsertItem(ruleset.parameters, parameter)
      upsertItem(ruleset[list] as { id: string }[], item)
    },
  }
}
