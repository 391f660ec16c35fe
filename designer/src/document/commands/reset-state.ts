import type { Pathway, StateDefinition } from '@jieli/engine'
import type { Command } from '../state/command.ts'
import {
  holderAt,
  isWithin,
  keyOf,
  parentPath,
  stateAt,
  type StatePath,
} from '../state/state-path.ts'
import { findTransition, listTransitions } from '../state/transition-list.ts'
import { itemOf } from './find-item.ts'
import { dropTransitions } from './place-transition.ts'
import { putBack } from './reset-transition.ts'
import { setField } from './set-field.ts'

const own = ['type', 'initial', 'entry', 'exit', 'description', 'meta'] as const

/**
 * Resets a state to the template. One that is still here keeps the states inside it and its transitions,
 * which are items of their own; one that was taken away comes back with both, and with the transitions that led to it.
 */
export function resetState(theirs: Pathway, path: StatePath): Command {
  return {
    name: 'commands.resetState',
    apply: (ruleset) => {
      const pathway = itemOf(ruleset.pathways, theirs.id)
      const state = stateAt(theirs, path)
      if (state === undefined) return
      const here = stateAt(pathway, path)
      if (here === undefined) restore(pathway, theirs, path)
      else for (const key of own) setField(here, key, state[key])
    },
  }
}

function restore(pathway: Pathway, theirs: Pathway, path: StatePath): void {
  const holder = holderAt(pathway, parentPath(path))
  const state = stateAt(theirs, path)
  if (holder === undefined || state === undefined) return
  const copy = structuredClone(state)
  dropKnown(copy, (id) => findTransition(pathway, id) !== undefined)
  const order = Object.keys(holderAt(theirs, parentPath(path))?.states ?? {})
  const before = order.slice(0, order.indexOf(keyOf(path)))
  const entries = Object.entries(holder.states ?? {})
  const at = entries.findLastIndex(([key]) => before.includes(key)) + 1
  holder.states = Object.fromEntries(entries.toSpliced(at, 0, [keyOf(path), copy]))
  holder.initial ??= keyOf(path)
  for (const entry of listTransitions(theirs)) {
    const leadsHere = entry.target !== undefined && isWithin(entry.target, path)
    if (leadsHere && findTransition(pathway, entry.id) === undefined)
      putBack(pathway, theirs, entry)
  }
}

/** A transition that was moved meanwhile stays where it is. */
function dropKnown(state: StateDefinition, known: (id: string) => boolean): void {
  dropTransitions(state, ({ meta }) => known(meta.id))
  for (const inner of Object.values(state.states ?? {})) dropKnown(inner, known)
}
