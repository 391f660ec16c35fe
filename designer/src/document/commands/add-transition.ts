import type { Citation, DelayDefinition, EventDefinition, Guard, Text } from '@jieli/engine'
import type { Command } from '../state/command.ts'
import type { StatePath } from '../state/state-path.ts'
import type { Trigger } from '../state/transition-list.ts'
import { writeTarget } from '../state/transition-target.ts'
import { upsertItem } from './find-item.ts'
import { findHolder, type Positions, storePositions } from './place-state.ts'
import { insertTransition } from './place-transition.ts'

/** Draws a transition. Without a target it stays in its state and only acts. */
export function addTransition(input: {
  readonly pathway: string
  readonly id: string
  readonly source: StatePath
  readonly target: StatePath | undefined
  readonly trigger: Trigger
  readonly guard?: Guard
  readonly title?: Text
  readonly cites?: Citation[]
  readonly positions?: Positions
  /** What the trigger names, when the pathway does not have it yet. */
  readonly newEvent?: EventDefinition
  readonly newDelay?: DelayDefinition
}): Command {
  return {
    name: 'commands.addTransition',
    apply: (ruleset) => {
      const { pathway, holder } = findHolder(ruleset, input.pathway, input.source)
      if (input.newEvent !== undefined) upsertItem(pathway.events, input.newEvent)
      if (input.newDelay !== undefined) upsertItem(pathway.delays, input.newDelay)
      insertTransition(holder, input.trigger, {
        ...(input.target === undefined
          ? {}
          : { target: writeTarget(pathway.machine.id, input.source, input.target) }),
        ...(input.guard === undefined ? {} : { guard: input.guard }),
        meta: {
          id: input.id,
          ...(input.title === undefined ? {} : { title: input.title }),
          ...(input.cites === undefined ? {} : { cites: input.cites }),
        },
      })
      if (input.positions !== undefined) storePositions(ruleset, input.pathway, input.positions)
    },
  }
}
