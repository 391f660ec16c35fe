import type { Text } from '@jieli/engine'
import type { Command } from '../state/command.ts'
import { childPath, type StatePath } from '../state/state-path.ts'
import { findHolder, type Positions, storePositions } from './place-state.ts'

/** Adds an empty state. The first one inside a parent becomes its initial state. `positions` keeps the picture as seen. */
export function addState(input: {
  readonly pathway: string
  readonly parent: StatePath
  readonly key: string
  readonly title: Text
  readonly positions: Positions
}): Command {
  return {
    name: 'commands.addState',
    apply: (ruleset) => {
      const { holder } = findHolder(ruleset, input.pathway, input.parent)
      const states = (holder.states ??= {})
      if (Object.hasOwn(states, input.key))
        throw new Error(`The state "${childPath(input.parent, input.key)}" exists already.`)
      if (Object.keys(states).length === 0) holder.initial = input.key
      states[input.key] = { meta: { title: input.title } }
      storePositions(ruleset, input.pathway, input.positions)
    },
  }
}
