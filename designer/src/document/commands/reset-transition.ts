import type { Pathway } from '@jieli/engine'
import type { Command } from '../state/command.ts'
import { holderAt } from '../state/state-path.ts'
import { findTransition, type TransitionEntry } from '../state/transition-list.ts'
import { itemOf } from './find-item.ts'
import { dropTransitions, insertTransition } from './place-transition.ts'

/** Resets a transition to the template, at its place among those with the same trigger. */
export function resetTransition(theirs: Pathway, id: string): Command {
  return {
    name: 'commands.resetTransition',
    apply: (ruleset) => {
      const pathway = itemOf(ruleset.pathways, theirs.id)
      const entry = findTransition(theirs, id)
      if (entry !== undefined) putBack(pathway, theirs, entry)
    },
  }
}

/** Also used where a state comes back with the transitions that lead to it. */
export function putBack(pathway: Pathway, theirs: Pathway, entry: TransitionEntry): void {
  const holder = holderAt(pathway, entry.source)
  if (holder === undefined) return
  const here = findTransition(pathway, entry.id)
  const from = here && holderAt(pathway, here.source)
  if (from !== undefined) dropTransitions(from, ({ meta }) => meta.id === entry.id)
  const { trigger } = entry
  if (trigger.kind === 'on') putNamed(pathway.events, theirs.events, trigger.event)
  if (trigger.kind === 'after') putNamed(pathway.delays, theirs.delays, trigger.delay)
  insertTransition(holder, trigger, entry.transition, entry.index)
}

/** What a trigger names comes back with it. */
function putNamed<T extends { id: string }>(list: T[], known: readonly T[], id: string): void {
  const item = known.find((other) => other.id === id)
  if (item !== undefined && !list.some((other) => other.id === id)) list.push(item)
}
