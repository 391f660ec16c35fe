import type { StateDefinition, TransitionDefinition } from '@jieli/engine'
import type { Command } from '../state/command.ts'
import { freshId } from '../state/fresh-id.ts'
import { childPath, holderAt, listStates, stateAt, type StatePath } from '../state/state-path.ts'
import { listTransitions } from '../state/transition-list.ts'
import { movedPath, resolveTarget, writeTarget } from '../state/transition-target.ts'
import { findHolder, type Position, type Positions, storePositions } from './place-state.ts'
import { dropTransitions } from './place-transition.ts'

/** States taken from a pathway, with all they contain. */
export interface CopiedStates {
  readonly pathway: string
  readonly machine: string
  readonly states: readonly {
    readonly path: StatePath
    readonly state: StateDefinition
    readonly at: Position
    /** Positions of what lies inside, relative to its parent. */
    readonly inside: Positions
  }[]
}

/** Where each copied state will be: fresh keys beside the states already there. Pure. */
export function pastedPaths(
  taken: readonly string[],
  parent: StatePath,
  copied: CopiedStates,
): ReadonlyMap<StatePath, StatePath> {
  const keys = [...taken]
  const paths = new Map<StatePath, StatePath>()
  for (const { path } of copied.states) {
    const key = freshId(path.slice(path.lastIndexOf('.') + 1), keys)
    keys.push(key)
    paths.set(path, childPath(parent, key))
  }
  return paths
}

/**
 * Puts copies beside the states of a parent. Keys and transition ids are made fresh; transitions among the copies
 * lead to the copies, others to where they led; those that would lead nowhere, or wait for an event that the
 * pathway does not have, are left out.
 */
export function pasteStates(input: {
  readonly pathway: string
  readonly parent: StatePath
  readonly copied: CopiedStates
  readonly offset: Position
  readonly positions: Positions
}): Command {
  return {
    name: 'commands.pasteStates',
    apply: (ruleset) => {
      const { pathway, holder } = findHolder(ruleset, input.pathway, input.parent)
      const states = (holder.states ??= {})
      const paths = pastedPaths(Object.keys(states), input.parent, input.copied)
      const ids = new Set(listTransitions(pathway).map((entry) => entry.id))
      const events = new Set(pathway.events.map((event) => event.id))
      const delays = new Set(pathway.delays.map((delay) => delay.id))
      const sameStatechart = input.copied.pathway === input.pathway
      storePositions(ruleset, input.pathway, input.positions)
      if (holder.initial === undefined || Object.keys(states).length === 0)
        holder.initial = [...paths.values()][0]?.split('.').at(-1) ?? holder.initial

      for (const { path, state, at, inside } of input.copied.states) {
        const root = paths.get(path) ?? path
        states[root.slice(root.lastIndexOf('.') + 1)] = structuredClone(state)
        const place = { x: at.x + input.offset.x, y: at.y + input.offset.y }
        const within = Object.entries(inside).map(([old, p]) => [movedPath(old, path, root), p])
        storePositions(ruleset, input.pathway, {
          ...Object.fromEntries(within),
          [root]: place,
        })
      }

      const pastedTarget = (target: StatePath): StatePath | undefined => {
        for (const [from, to] of paths)
          if (movedPath(target, from, to) !== target) return movedPath(target, from, to)
        return sameStatechart && stateAt(pathway, target) !== undefined ? target : undefined
      }
      for (const [from, root] of paths) {
        const within = listStates(pathway)
          .map((entry) => entry.path)
          .filter((path) => path === root || path.startsWith(`${root}.`))
        for (const source of within) {
          const copy = holderAt(pathway, source)
          if (copy === undefined) continue
          const lost = new Set<TransitionDefinition>()
          const visit = (list: TransitionDefinition[] | undefined, known: boolean): void => {
            for (const transition of list ?? []) {
              const old = resolveTarget(
                input.copied.machine,
                movedPath(source, root, from),
                transition.target,
              )
              const target = old === undefined ? undefined : pastedTarget(old)
              if (!known || (old !== undefined && target === undefined)) lost.add(transition)
              if (target !== undefined)
                transition.target = writeTarget(pathway.machine.id, source, target)
              transition.meta.id = freshId(transition.meta.id, ids)
              ids.add(transition.meta.id)
            }
          }
          for (const [event, list] of Object.entries(copy.on ?? {})) visit(list, events.has(event))
          for (const [delay, list] of Object.entries(copy.after ?? {}))
            visit(list, delays.has(delay))
          visit(copy.always, true)
          visit(copy.onDone, true)
          const names = new Set([...lost].map((transition) => transition.meta.id))
          dropTransitions(copy, (transition) => names.has(transition.meta.id))
        }
      }
    },
  }
}
