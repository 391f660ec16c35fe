import type { Facts } from '../decisions/facts.ts'
import type { Text } from '../model/text.ts'

/** XState's state value: a state's key, or a compound state's key with the value inside it. */
export type StateValue = string | { readonly [state: string]: StateValue }

/** A delay pending in a case, kept with it so that no restart can lose it. */
export interface Timer {
  readonly id: string
  /** The event to send when it is due. */
  readonly event: string
  /** The id of the delay in the pathway. */
  readonly delay: string
  readonly dueAt: string
}

/** A case at rest: everything needed to go on, and nothing else. */
export interface CaseSnapshot {
  /** Hash of the bundle the case runs on for life. */
  readonly bundle: string
  readonly pathway: string
  readonly value: StateValue
  readonly status: 'active' | 'done'
  readonly facts: Facts
  readonly timers: readonly Timer[]
  /** When the last step was taken. */
  readonly at: string
  readonly steps: number
}

/** An effect the engine asks for, as data: the server performs it after the snapshot is stored. */
export interface RequestedAction {
  readonly type: 'emit'
  readonly event: string
  readonly title: Text
  readonly to?: string
  readonly dueAt?: string
}

/** `review.submitted` for `{ review: 'submitted' }`. Pure. */
export function statePath(value: StateValue): string {
  if (typeof value === 'string') return value
  const [entry] = Object.entries(value)
  if (entry === undefined) return ''
  const inner = statePath(entry[1])
  return inner === '' ? entry[0] : `${entry[0]}.${inner}`
}
