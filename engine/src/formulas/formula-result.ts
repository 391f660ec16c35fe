import type { Fraction } from '../model/exact.ts'
import type { FormulaExpression, FormulaReference } from './formula.ts'

/** A number, exact, or a yes or no. */
export type FormulaValue = Fraction | boolean

/** Why a formula has no value although nothing is missing. */
export type NotAssessableReason =
  | 'divisionByZero'
  | 'wrongType'
  | 'notAssessableInput'
  /** It would have more digits than exact numbers may have. */
  | 'tooManyDigits'
  /** It stands at the end of too many indicators that need each other. */
  | 'tooDeep'

/**
 * Answers what a formula reads. Nothing means unknown; `notAssessable` passes on that an indicator has no value.
 * Money is in fen, a ratio of 1 is the whole, and a percentage point is a hundredth (see `formulaValue`).
 */
export type ReadFormula = (
  reference: FormulaReference,
) => FormulaValue | 'notAssessable' | undefined

/** What comes out of a formula or of a part of it. */
export type FormulaOutcome =
  | { readonly kind: 'value'; readonly value: FormulaValue }
  | {
      readonly kind: 'unknown'
      /** What is unknown and could matter, as the formula writes it: `ledger.income`, `previous(ledger.income)`. */
      readonly needs: readonly string[]
    }
  | {
      readonly kind: 'notAssessable'
      readonly reason: NotAssessableReason
      /** The part at fault, as the formula writes it: the divisor that is zero, the value that is too long. */
      readonly part: string
    }

/** Every part of a formula with what came out of it. */
export interface FormulaTrace {
  readonly expression: FormulaExpression
  readonly outcome: FormulaOutcome
  readonly parts: readonly FormulaTrace[]
}

export type FormulaResult = FormulaOutcome & { readonly trace: FormulaTrace }
