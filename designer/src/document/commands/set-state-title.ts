import type { Text } from '@jieli/engine'
import type { Command } from '../state/command.ts'
import { stateAt, type StatePath } from '../state/state-path.ts'
import { itemOf } from './find-item.ts'

/** Gives a state another title. */
export function setStateTitle(pathway: string, path: StatePath, title: Text): Command {
  return {
    name: 'commands.setStateTitle',
    merge: `state-title/${pathway}/${path}`,
    apply: (ruleset) => {
      const state = stateAt(itemOf(ruleset.pathways, pathway), path)
      if (state !== undefined) state.meta.title = title
    },
  }
}
