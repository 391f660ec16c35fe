import type { BindingSet, Issue, Ruleset } from '@jieli/engine'

/** A ruleset with what it may not weaken, and the day on which its exceptions must still run. */
export interface Checkable {
  readonly ruleset: Ruleset
  readonly parent: Ruleset | undefined
  /** The parent without its overlays, where there are any. */
  readonly base: Ruleset | undefined
  /** What binds its county from above. */
  readonly binding: BindingSet | undefined
  readonly asOf: string
}

/** What the page asks of the worker that checks. */
export interface CheckRequest extends Checkable {
  readonly number: number
}

export interface CheckReply {
  /** The request it answers. */
  readonly number: number
  readonly issues: readonly Issue[]
}
