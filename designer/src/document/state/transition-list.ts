import type { Pathway, TransitionDefinition } from '@jieli/engine'
import { listStates, type StateHolder, type StatePath } from './state-path.ts'
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
  const found: TransitionEntry[] = []
  const add = (source: StatePath, trigger: Trigger, list: readonly TransitionDefinition[]): void =>
    list.forEach((transition, index) => {
      const target = resolveTarget(pathway.machine.id, source, transition.target)
      found.push({ id: transition.meta.id, source, trigger, index, target, transition })
    })
  const visit = (source: StatePath, holder: StateHolder): void => {
    for (const [event, list] of Object.entries(holder.on ?? {}))
      add(source, { kind: 'on', event }, list)
    for (const [delay, list] of Object.entries(holder.after ?? {}))
      add(source, { kind: 'after', delay }, list)
    add(source, { kind: 'always' }, holder.always ?? [])
    add(source, { kind: 'done' }, holder.onDone ?? [])
  }
  visit('', pathway.machine)
  for (const { path, state } of listStates(pathway)) visit(path, state)
  return found
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
