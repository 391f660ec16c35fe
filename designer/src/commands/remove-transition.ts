import type { Command } from '../document/command.ts'
import { removeElements } from './remove-elements.ts'

/** Removes one transition. */
export function removeTransition(pathway: string, id: string): Command {
  return {
    ...removeElements({ pathway, states: [], transitions: [id] }),
    name: 'commands.removeTransition',
  }
}
