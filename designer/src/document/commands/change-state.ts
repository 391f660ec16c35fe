import type { StateDefinition } from '@jieli/engine'
import type { Command } from '../state/command.ts'
import { stateAt, type StatePath } from '../state/state-path.ts'
import { itemOf } from './find-item.ts'
import { setField } from './set-field.ts'

/** What may be changed of a state in the side panel; `undefined` takes the property away. */
export interface StateChange {
  readonly final?: boolean
  readonly owner?: string | undefined
  readonly roles?: StateDefinition['meta']['roles']
  readonly cites?: StateDefinition['meta']['cites']
  readonly entry?: StateDefinition['entry']
  readonly exit?: StateDefinition['exit']
}

export function changeState(pathway: string, path: StatePath, change: StateChange): Command {
  return {
    name: 'commands.changeState',
    apply: (ruleset) => {
      const state = stateAt(itemOf(ruleset.pathways, pathway), path)
      if (state === undefined) return
      if (change.final === true) state.type = 'final'
      if (change.final === false) delete state.type
      if ('owner' in change) setField(state.meta, 'owner', change.owner)
      if ('roles' in change) setField(state.meta, 'roles', filled(change.roles))
      if ('cites' in change) setField(state.meta, 'cites', filled(change.cites))
      if ('entry' in change) setField(state, 'entry', filled(change.entry))
      if ('exit' in change) setField(state, 'exit', filled(change.exit))
    },
  }
}

function filled<T>(list: T[] | undefined): T[] | undefined {
  return list === undefined || list.length === 0 ? undefined : list
}
