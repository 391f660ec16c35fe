import type { Text } from '@jieli/engine'

/** What is wrong with something a list shows, in its place. */
export interface ShownProblem {
  readonly code: string
  readonly message: Text
}

/** What stands in a list of rulesets in the place of one whose version does not open. */
export interface DamagedEntry {
  readonly ruleset: string
  readonly title: Text
  readonly version: string
  readonly problem: ShownProblem
}

/** Cases that are not in the numbers beside them, for they cannot be read. */
export interface LeftOut {
  readonly version: string
  readonly cases: number
  readonly problem: ShownProblem
}
