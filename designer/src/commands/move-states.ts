import type { Command } from '../document/command.ts'
import { type Positions, storePositions } from './place-state.ts'

/** Puts states at new places on the canvas. */
export function moveStates(pathway: string, positions: Positions): Command {
  return {
    name: 'commands.moveStates',
    apply: (ruleset) => storePositions(ruleset, pathway, positions),
  }
}
