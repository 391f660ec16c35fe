import type { ChangedOutcomes, Ruleset } from '@jieli/engine'

/** What the page asks of the worker: the version in force, the draft, and the day they are compared on. */
export interface ChangesRequest {
  readonly before: Ruleset
  readonly after: Ruleset
  readonly asOf: string
}

export type ChangesReply = ChangedOutcomes
