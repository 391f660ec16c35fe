import type { DelayDefinition } from '@jieli/engine'
import type { Command } from '../state/command.ts'
import { itemOf, upsertItem } from './find-item.ts'

/** Adds a named delay to a pathway, or changes it. */
export function upsertDelay(pathway: string, delay: DelayDefinition): Command {
  return {
    name: 'commands.upsertDelay',
    merge: `delay/${pathway}/${delay.id}`,
    apply: (ruleset) => upsertItem(itemOf(ruleset.pathways, pathway).delays, delay),
  }
}
