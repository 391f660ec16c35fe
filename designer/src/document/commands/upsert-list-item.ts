import type { Ruleset, RulesetList } from '@jieli/engine'
import type { Command } from '../state/command.ts'
import { upsertItem } from './find-item.ts'

/** Adds an item to one of the ruleset's lists, or replaces the one with the same id. `field` makes typing into it one step. */
export function upsertListItem<L extends RulesetList>(
  list: L,
  item: Ruleset[L][number],
  field?: string,
): Command {
  return {
    name: `commands.upsert.${list}`,
    ...(field === undefined ? {} : { merge: `${list}/${item.id}/${field}` }),
    apply: (ruleset) => upsertItem(ruleset[list] as { id: string }[], item),
  }
}
