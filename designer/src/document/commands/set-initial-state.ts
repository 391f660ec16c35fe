import type { Command } from '../state/command.ts'
import { keyOf, parentPath, type StatePath } from '../state/state-path.ts'
import { findHolder } from './place-state.ts'

/** Makes a state the one its parent (or the pathway) begins in. */
export function setInitialState(pathway: string, path: StatePath): Command {
  return {
    name: 'commands.setInitialState',
    apply: (ruleset) => {
      findHolder(ruleset, pathway, parentPath(path)).holder.initial = keyOf(path)
    },
  }
}
