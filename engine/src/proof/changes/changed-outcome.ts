import type { Facts } from '../../decisions/facts.ts'
import type { Condition } from '../../model/condition.ts'
import type { Outcome } from '../../model/outcome.ts'

/** Cases that one ruleset decides otherwise than another. */
export interface ChangedOutcome {
  readonly decision: string
  readonly was: Outcome
  readonly now: Outcome
  /** Which cases: all of those of which every one of these conditions holds; every case where there are none. */
  readonly conditions: readonly Condition[]
  /** Facts of one of them: with these alone it is decided so under both. */
  readonly facts: Facts
}
