import type { DecisionTest, FactTest } from '../condition.ts'
import type { Value } from '../value.ts'
import type { ValueType } from '../value-types/value-types.ts'

/** The lists whose items others name. */
export type NamedList =
  | 'codeSystems'
  | 'facts'
  | 'parameters'
  | 'conditions'
  | 'decisions'
  | 'offices'
  | 'pathways'
  | 'indicators'
  | 'assessmentGroups'
  | 'incentives'

/** One place of a ruleset that names an item of it. */
export interface Reference {
  readonly list: NamedList
  readonly id: string
  /** Where it is named: a path in the ruleset, lists by their ids. */
  readonly path: string
  /** The types of value that fit there; any, when absent. The first is the one to advise. */
  readonly types?: readonly ValueType[] | undefined
  /** The comparison it stands in, where it is what is compared. */
  readonly test?: FactTest | DecisionTest
  /** True where it is named by a column of a table, which is a reference of its own. */
  readonly byColumn?: true
  /** Present where the fact is given a value instead of read; without `value`, one that is counted. */
  readonly writes?: { readonly value?: Value }
}

/** A formula as it is written, and where. What it names is known once it is read. */
export interface WrittenFormula {
  readonly text: string
  readonly path: string
}
