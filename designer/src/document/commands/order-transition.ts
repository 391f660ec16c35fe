import type { Command } from '../state/command.ts'
import { holderAt } from '../state/state-path.ts'
import { findTransition } from '../state/transition-list.ts'
import { itemOf } from './find-item.ts'

/** Moves a transition before or after its neighbour with the same trigger: the first open one is taken. */
export function orderTransition(pathwayId: string, id: string, by: -1 | 1): Command {
  return {
    name: 'commands.orderTransition',
    apply: (ruleset) => {
      const pathway = itemOf(ruleset.pathways, pathwayId)
      const entry = findTransition(pathway, id)
      if (entry === undefined) return
      const { trigger, index } = entry
      const holder = holderAt(pathway, entry.source)
      const list =
        trigger.kind === 'on'
          ? holder?.on?.[trigger.event]
          : trigger.kind === 'after'
            ? holder?.after?.[trigger.delay]
            : trigger.kind === 'always'
              ? holder?.always
              : holder?.onDone
      const here = list?.[index]
      const there = list?.[index + by]
      if (list === undefined || here === undefined || there === undefined) return
      list.splice(Math.min(index, index + by), 2, ...(by === 1 ? [there, here] : [here, there]))
    },
  }
}
