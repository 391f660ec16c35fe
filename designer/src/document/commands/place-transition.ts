import type { TransitionDefinition } from '@jieli/engine'
import type { StateHolder } from '../state/state-path.ts'
import type { Trigger } from '../state/transition-list.ts'
import { withoutKeys } from './record-order.ts'

/** Adds a transition to those with the same trigger: at a place among them, else after them. */
export function insertTransition(
  holder: StateHolder,
  trigger: Trigger,
  transition: TransitionDefinition,
  index = Infinity,
): void {
  if (trigger.kind === 'always' || trigger.kind === 'done') {
    const list = (holder[trigger.kind === 'always' ? 'always' : 'onDone'] ??= [])
    list.splice(index, 0, transition)
    return
  }
  const lists = (holder[trigger.kind] ??= {})
  const key = trigger.kind === 'on' ? trigger.event : trigger.delay
  if (Object.hasOwn(lists, key)) lists[key]?.splice(index, 0, transition)
  else lists[key] = [transition]
}

/** Removes the transitions that a test selects, and the lists and records they leave empty. */
export function dropTransitions(
  holder: StateHolder,
  drop: (transition: TransitionDefinition) => boolean,
): void {
  for (const kind of ['on', 'after'] as const) {
    const lists = holder[kind]
    if (lists === undefined) continue
    for (const list of Object.values(lists)) removeWhere(list, drop)
    const empty = Object.keys(lists).filter((key) => lists[key]?.length === 0)
    if (empty.length === 0) continue
    if (empty.length === Object.keys(lists).length) delete holder[kind]
    else holder[kind] = withoutKeys(lists, empty)
  }
  for (const kind of ['always', 'onDone'] as const) {
    const list = holder[kind]
    if (list === undefined) continue
    removeWhere(list, drop)
    if (list.length === 0) delete holder[kind]
  }
}

function removeWhere<T>(list: T[], test: (item: T) => boolean): void {
  for (let index = list.length - 1; index >= 0; index--) {
    const item = list[index]
    if (item !== undefined && test(item)) list.splice(index, 1)
  }
}
