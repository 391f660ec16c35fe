import type { Command } from '../state/command.ts'
import {
  holderAt,
  isWithin,
  keyOf,
  listStates,
  parentPath,
  type StatePath,
} from '../state/state-path.ts'
import { listTransitions } from '../state/transition-list.ts'
import { findHolder } from './place-state.ts'
import { dropTransitions } from './place-transition.ts'
import { withoutKeys } from './record-order.ts'

/** Removes states with all they contain, the transitions that led to them, and single transitions, in one step. */
export function removeElements(input: {
  readonly pathway: string
  readonly states: readonly StatePath[]
  readonly transitions: readonly string[]
}): Command {
  return {
    name: 'commands.removeElements',
    apply: (ruleset) => {
      const { pathway } = findHolder(ruleset, input.pathway, '')
      const gone = (path: StatePath): boolean => input.states.some((root) => isWithin(path, root))
      const dropped = new Set(input.transitions)
      for (const { id, target } of listTransitions(pathway))
        if (target !== undefined && gone(target)) dropped.add(id)
      for (const path of ['', ...listStates(pathway).map((entry) => entry.path)]) {
        const holder = holderAt(pathway, path)
        if (holder !== undefined && !(path !== '' && gone(path)))
          dropTransitions(holder, (transition) => dropped.has(transition.meta.id))
      }
      const roots = input.states.filter(
        (path) => !input.states.some((other) => other !== path && isWithin(path, other)),
      )
      for (const path of roots) {
        const parent = holderAt(pathway, parentPath(path))
        if (parent?.states === undefined) continue
        const left = withoutKeys(parent.states, [keyOf(path)])
        const [first] = Object.keys(left)
        if (parent.initial === keyOf(path) && first !== undefined) parent.initial = first
        if (first === undefined && parentPath(path) !== '') {
          delete parent.states
          delete parent.initial
        } else parent.states = left
      }
      const layout = ruleset.layout[input.pathway]
      if (layout === undefined) return
      const stale = Object.keys(layout).filter(gone)
      if (stale.length > 0) ruleset.layout[input.pathway] = withoutKeys(layout, stale)
    },
  }
}
