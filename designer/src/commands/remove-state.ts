import type { Command } from '../document/command.ts'
import type { StatePath } from '../document/state-path.ts'
import { removeElements } from './remove-elements.ts'

/** Removes one state with all it contains, and the transitions that led to it. */
export function removeState(pathway: string, path: StatePath): Command {
  return {
    ...removeElements({ pathway, states: [path], transitions: [] }),
    name: 'commands.removeState',
  }
}
