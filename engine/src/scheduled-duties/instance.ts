import type { Facts } from '../decisions/facts.ts'
import type { OrgUnit } from '../model/org-unit.ts'

/** What is owed for one period by one unit, or once by the community. */
export interface ScheduledInstance {
  /** The id of the scheduled duty. */
  readonly duty: string
  /** The id of the unit; `null` is the community as one. */
  readonly unit: string | null
  /** `2026-Q1`, or `once`. */
  readonly period: string
  /** `undetermined` while what would say whether it is owed is not known. */
  readonly status: 'undetermined' | 'owed'
  /** By when; itself in time. Absent where the time has no value. */
  readonly dueAt?: string
  /** The year whose notice of holidays has to be there before it can be said by when. */
  readonly yearMissing?: number
}

/** That something of a scheduled duty was done. */
export interface DutyRecord {
  readonly duty: string
  readonly unit: string | null
  readonly period: string
  /** When it was done. */
  readonly at: string
  /** What was filled in. */
  readonly facts: Facts
  /** True when a document was filed with it. */
  readonly document: boolean
}

/** What the final assessment of a period says of a unit, or of the community. */
export interface AssessedPeriod {
  readonly figures: Facts
  /** By the id of an indicator whether it met its target; absent where that cannot be said. */
  readonly met: Readonly<Record<string, boolean>>
}

/** What scheduled duties are found from. */
export interface ScheduleInput {
  readonly units: readonly OrgUnit[]
  /** What the final assessment says; `undefined` while there is none. */
  readonly assessed: (period: string, unit: string | null) => AssessedPeriod | undefined
}
