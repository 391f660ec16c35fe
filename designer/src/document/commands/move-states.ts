import type { Command } from '../state/command.ts'
import { type Positions, storePositions } from './place-state.ts'

/** Puts states at new places on the canvas. Moves in a row are one step until the history is sealed. */
export function moveStates(pathway: string, positions: Positions): Command {
  return {
    name: 'commands.moveStates',
    merge: `move/${pathway}`,
    apply: (ruleset) => storePositions(ruleset, pathway, positions),
  }
}
