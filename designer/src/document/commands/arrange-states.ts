import type { Command } from '../state/command.ts'
import { type Positions, storePositions } from './place-state.ts'

/** Takes over the automatic layout for a whole pathway. */
export function arrangeStates(pathway: string, positions: Positions): Command {
  return {
    name: 'commands.arrangeStates',
    apply: (ruleset) => storePositions(ruleset, pathway, positions),
  }
}
