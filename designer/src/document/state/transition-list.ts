import {
  nodesOf,
  type OutgoingTransition,
  type Pathway,
  type TransitionDefinition,
  transitionsOf,
} from '@jieli/engine'
import type { StatePath } from './state-path.ts'
import { resolveTarget } from './transition-target.ts'

/** What sets a transition off: an event, a named delay, nothing but its guard, or the end of what lies inside. */
export type Trigger =
  | { readonly kind: 'on'; readonly event: string }
  | { readonly kind: 'after'; readonly delay: string }
  | { readonly kind: 'always' }
  | { readonly kind: 'done' }

export interface TransitionEntry {
  /** `meta.id`: unique within the pathway. */
  readonly id: string
  readonly source: StatePath
  readonly trigger: Trigger
  /** Its place among those with the same source and trigger; the first open one is taken. */
  readonly index: number
  /** The state it leads to; undefined when it stays. */
  readonly target: StatePath | undefined
  readonly transition: TransitionDefinition
}

/** Every transition of a pathway, in document order. Pure. */
export function listTransitions(pathway: Pathway): TransitionEntry[] {
  return nodesOf(pathway).flatMap(({ path, state }) => {
    const source = path.join('.')
    const counted = new Map<string, number>()
    return transitionsOf(state).map((outgoing): TransitionEntry => {
      const { transition } = outgoing
      const trigger = triggerOf(outgoing)
      const index = counted.get(triggerKey(trigger)) ?? 0
      counted.set(triggerKey(trigger), index + 1)
      const target = resolveTarget(pathway.machine.id, source, transition.target)
      return { id: transition.meta.id, source, trigger, index, target, transition }
    })
  })
}

function triggerOf({ cause, name }: OutgoingTransition): Trigger {
  if (cause === 'event') return { kind: 'on', event: name }
  return cause === 'after' ? { kind: 'after', delay: name } : { kind: cause }
}

/** Pure. */
export function findTransition(pathway: Pathway, id: string): TransitionEntry | undefined {
  return listTransitions(pathway).find((entry) => entry.id === id)
}

/** Two triggers that belong in the same list. Pure. */
export function sameTrigger(a: Trigger, b: Trigger): boolean {
  return triggerKey(a) === triggerKey(b)
}

/** A key of a trigger, equal for those that belong in the same list. Pure. */
export function triggerKey(trigger: Trigger): string {
  if (trigger.kind === 'on') return `on ${trigger.event}`
  return trigger.kind === 'after' ? `after ${trigger.delay}` : trigger.kind
}
