import type { ChangedGroup, Origin, Ruleset, Scenario } from '@jieli/engine'

/** What the page asks of the worker: the ruleset, and what it rests on. */
export interface ChangedRequest {
  readonly number: number
  readonly ruleset: Ruleset
  readonly origin: Origin
  readonly parent: Ruleset | undefined
  readonly base: Ruleset | undefined
}

/** A group with what accepting it comes to, by the id of each scenario. */
export interface AcceptableGroup extends ChangedGroup {
  readonly accepted: ReadonlyMap<string, Scenario | undefined>
}

export interface ChangedReply {
  /** The request it answers. */
  readonly number: number
  readonly groups: readonly AcceptableGroup[]
}
