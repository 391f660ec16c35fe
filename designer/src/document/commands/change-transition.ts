import type {
  Action,
  Citation,
  DelayDefinition,
  EventDefinition,
  Guard,
  Text,
  TransitionDefinition,
} from '@jieli/engine'
import type { Command } from '../state/command.ts'
import { holderAt, type StatePath } from '../state/state-path.ts'
import { findTransition, sameTrigger, type Trigger } from '../state/transition-list.ts'
import { writeTarget } from '../state/transition-target.ts'
import { itemOf, upsertItem } from './find-item.ts'
import { dropTransitions, insertTransition } from './place-transition.ts'
import { setField } from './set-field.ts'

/** What may be changed of a transition; a key that is present with `undefined` takes the property away. */
export interface TransitionChange {
  readonly source?: StatePath
  readonly target?: StatePath | undefined
  readonly trigger?: Trigger
  readonly guard?: Guard | undefined
  readonly title?: Text | undefined
  readonly cites?: Citation[] | undefined
  readonly actions?: Action[] | undefined
  /** What the trigger names, when the pathway does not have it yet. */
  readonly newEvent?: EventDefinition
  readonly newDelay?: DelayDefinition
}

export function changeTransition(pathwayId: string, id: string, change: TransitionChange): Command {
  return {
    name: 'commands.changeTransition',
    ...('title' in change ? { merge: `transition-title/${pathwayId}/${id}` } : {}),
    apply: (ruleset) => {
      const pathway = itemOf(ruleset.pathways, pathwayId)
      const entry = findTransition(pathway, id)
      if (entry === undefined) throw new Error(`There is no transition "${id}" in "${pathwayId}".`)
      if (change.newEvent !== undefined) upsertItem(pathway.events, change.newEvent)
      if (change.newDelay !== undefined) upsertItem(pathway.delays, change.newDelay)
      const next = changed(entry.transition, change)
      const source = change.source ?? entry.source
      const target = 'target' in change ? change.target : entry.target
      if ('target' in change || change.source !== undefined) {
        if (target === undefined) delete next.target
        else next.target = writeTarget(pathway.machine.id, source, target)
      }
      const trigger = change.trigger ?? entry.trigger
      const from = holderAt(pathway, entry.source)
      const to = holderAt(pathway, source)
      if (from === undefined || to === undefined) throw new Error(`There is no state "${source}".`)
      if (source === entry.source && sameTrigger(trigger, entry.trigger)) {
        Object.assign(entry.transition, next)
        for (const key of ['target', 'guard', 'actions'] as const)
          if (!(key in next)) delete entry.transition[key]
        return
      }
      dropTransitions(from, (transition) => transition.meta.id === id)
      insertTransition(to, trigger, next)
    },
  }
}

/** A copy of the transition with guard, actions, title and citations changed; its target is left to the caller. */
function changed(old: TransitionDefinition, change: TransitionChange): TransitionDefinition {
  const next: TransitionDefinition = { ...old, meta: { ...old.meta } }
  if ('guard' in change) setField(next, 'guard', change.guard)
  if ('actions' in change)
    setField(next, 'actions', change.actions?.length ? change.actions : undefined)
  if ('title' in change) setField(next.meta, 'title', change.title)
  if ('cites' in change)
    setField(next.meta, 'cites', change.cites?.length ? change.cites : undefined)
  return next
}
