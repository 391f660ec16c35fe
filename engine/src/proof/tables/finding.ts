import type { Facts } from '../../decisions/facts.ts'
import type { DecisionEdit } from '../../model/decision-edit.ts'

/** What can be wrong with a decision, whatever the facts. */
export const findingKinds = [
  'gap',
  'overlap',
  'conflict',
  'tie',
  'impossible',
  'unreached',
  'redundant',
  'idleColumn',
  'otherwiseUnreached',
  'neverApplies',
  'waiting',
  'undecided',
] as const
export type FindingKind = (typeof findingKinds)[number]

/** Something found of a decision by looking at every case there can be. */
export interface Finding {
  readonly kind: FindingKind
  readonly decision: string
  /** The first day on which it is so. */
  readonly asOf: string
  /** The lines it is about. Of a line that another keeps from counting, itself first. */
  readonly lines: readonly string[]
  /** The column, of one that never matters. */
  readonly column?: string
  /** A case that shows it, decided by the evaluator to make sure. */
  readonly example?: Facts
  /** What it waits for: parameters without a value. */
  readonly parameters?: readonly string[]
  /** What was not found out. */
  readonly about?: readonly FindingKind[]
  /** There are more of this kind than are told. */
  readonly more?: true
  readonly edits: readonly DecisionEdit[]
}
