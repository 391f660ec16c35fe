import type { RateGroup } from '@jieli/engine'

/** The rates of the clinical pathways, whole and told by each fact they are counted by. */
export interface RateTable {
  /** What the groups differ in; `null` for all cases as one. */
  readonly fact: string | null
  readonly groups: readonly RateGroup[]
}
