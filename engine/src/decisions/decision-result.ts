import type { Effect, HitPolicy } from '../model/decision.ts'
import type { Outcome } from '../model/outcome.ts'
import type { Citation } from '../model/citation.ts'
import type { Text } from '../model/text.ts'
import type { Value } from '../model/value.ts'
import type { Facts } from './facts.ts'
import type { Truth } from './truth.ts'
import type { Operator } from '../model/operator.ts'

/** One comparison with what was compared. `null` stands for an unknown value. */
export interface TestTrace {
  readonly kind: 'test'
  readonly result: Truth
  readonly fact?: string
  readonly decision?: string
  readonly operator: Operator
  readonly expected: Value | null
  readonly expectedFrom?: { readonly fact: string } | { readonly parameter: string }
  readonly actual: Value | null
}

/** A condition with the result of each of its parts. Nothing is skipped: there are no holes to explain away. */
export type ConditionTrace =
  | TestTrace
  | {
      readonly kind: 'all' | 'any' | 'not'
      readonly result: Truth
      readonly children: readonly ConditionTrace[]
    }
  | {
      readonly kind: 'condition'
      readonly id: string
      readonly title: Text
      readonly result: Truth
      readonly children: readonly ConditionTrace[]
    }

/** A row or rule with its result. */
export interface LineTrace {
  readonly id: string
  readonly title?: Text
  readonly result: Truth
  readonly hit: boolean
  readonly condition: ConditionTrace
  readonly outcome?: Outcome
  readonly cites: readonly Citation[]
  readonly origin: string
}

/** A parameter as it was read: its value on the deciding day and the layer that says so. */
export interface ParameterRead {
  readonly id: string
  readonly value: Value | null
  readonly from: string | null
  readonly sample: boolean
  readonly origin: string
}

export interface DecisionTrace {
  readonly decision: string
  readonly applies: Truth
  readonly appliesWhen?: ConditionTrace
  readonly hitPolicy: HitPolicy
  readonly lines: readonly LineTrace[]
  /** Every fact read, `null` where unknown. */
  readonly facts: Readonly<Record<string, Value | null>>
  readonly parameters: readonly ParameterRead[]
  /** The decisions this one asked, over the same facts. */
  readonly required: readonly DecisionResult[]
  /** True when no line matched and the decision's `otherwise` answered. */
  readonly otherwise: boolean
}

/** Why the outcome is what it is: the sentence of a rule with the clause it rests on. */
export interface Reason {
  readonly rule: string
  readonly outcome?: Outcome
  readonly text: Text
  readonly cites: readonly Citation[]
  /** The ruleset that says so. */
  readonly origin: string
}

export interface DecisionResult {
  readonly decision: string
  /** The day whose rules decided, `YYYY-MM-DD`. */
  readonly asOf: string
  readonly outcome: Outcome
  readonly outputs: Readonly<Record<string, Value>>
  /** The outputs of each hit, where the hit policy keeps several. */
  readonly collected: readonly Readonly<Record<string, Value>>[]
  readonly reasons: readonly Reason[]
  readonly effects: readonly Effect[]
  /** For `needsFacts`: a smallest list of unknown facts that could settle it. */
  readonly needs: readonly string[]
  /** Required parameters without a value on the day. */
  readonly missingParameters: readonly string[]
  readonly hits: readonly string[]
  readonly trace: DecisionTrace
}

/** A result with the facts it was decided over, as whoever asked gave them: what it takes to decide again. */
export interface DecisionAnswer extends DecisionResult {
  readonly facts: Facts
}
