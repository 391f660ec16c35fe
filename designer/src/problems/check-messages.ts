import type { Issue, Ruleset } from '@jieli/engine'

/** What the page asks of the worker that checks. */
export interface CheckRequest {
  readonly number: number
  readonly ruleset: Ruleset
  readonly parent: Ruleset | undefined
}

export interface CheckReply {
  /** The request it answers. */
  readonly number: number
  readonly issues: readonly Issue[]
}
