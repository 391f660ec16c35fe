import type { Command } from '../state/command.ts'
import { childPath, holderAt, keyOf, parentPath, type StatePath } from '../state/state-path.ts'
import { listTransitions } from '../state/transition-list.ts'
import { movedPath, writeTarget } from '../state/transition-target.ts'
import { findHolder } from './place-state.ts'
import { withRenamedKey } from './record-order.ts'

/** Gives a state another key; transitions, initial states, duties and positions follow. @throws when the key is taken. */
export function renameState(pathwayId: string, path: StatePath, key: string): Command {
  return {
    name: 'commands.renameState',
    apply: (ruleset) => {
      if (key === keyOf(path)) return
      const { pathway } = findHolder(ruleset, pathwayId, path)
      const parent = holderAt(pathway, parentPath(path))
      if (parent?.states === undefined || Object.hasOwn(parent.states, key))
        throw new Error(`The state key "${key}" is taken.`)
      const renamed = childPath(parentPath(path), key)
      for (const { source, target, transition } of listTransitions(pathway)) {
        if (target === undefined) continue
        const next = movedPath(target, path, renamed)
        if (next !== target)
          transition.target = writeTarget(
            pathway.machine.id,
            movedPath(source, path, renamed),
            next,
          )
      }
      parent.states = withRenamedKey(parent.states, keyOf(path), key)
      if (parent.initial === keyOf(path)) parent.initial = key
      for (const { pathway: chart, begins } of ruleset.duties)
        if (chart === pathwayId && begins.on === 'state')
          begins.states = begins.states.map((state) => movedPath(state, path, renamed))
      const layout = ruleset.layout[pathwayId]
      if (layout !== undefined)
        ruleset.layout[pathwayId] = Object.fromEntries(
          Object.entries(layout).map(([place, at]) => [movedPath(place, path, renamed), at]),
        )
    },
  }
}
