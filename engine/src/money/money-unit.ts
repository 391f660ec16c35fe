import type { Facts } from '../decisions/facts.ts'
import type { OrgUnit } from '../model/org-unit.ts'

/** A unit with the figures its part of a level is weighed by: its points, the people it serves. */
export interface MoneyUnit {
  readonly unit: OrgUnit
  /** Figures of the unit in the period, by fact. What is not here is unknown. */
  readonly facts: Facts
  /** The score of its final assessment as decimal text, `87.5`: what the fact `unit.score` is. */
  readonly score?: string
  /** The id of the grade of that assessment: what the fact `unit.grade` is. */
  readonly grade?: string
  /** The unit whose own fund is being divided: what the fact `holder.id` is. */
  readonly holder?: string
}

/** What a fund or a pool is computed from. */
export interface MoneyInput {
  /** Figures of the community, in fen where they are money. */
  readonly facts: Facts
  /** The day whose parameters and rules count, `YYYY-MM-DD`. */
  readonly asOf: string
  /** The community's units with their figures; without them no level is divided. */
  readonly units?: readonly MoneyUnit[] | undefined
}
