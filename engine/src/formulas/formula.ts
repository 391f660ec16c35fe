import type { Issue } from '../model/issue.ts'
import type { ValueType } from '../model/value-types/value-types.ts'

/** What two numbers are joined by. */
export type ArithmeticOperator = '+' | '-' | '*' | '/'
/** How two values are compared. */
export type ComparisonOperator = '<' | '<=' | '>' | '>=' | '=' | '!='

/** FEEL's own functions that formulas may call. */
export const formulaFunctions = ['sum', 'min', 'max', 'abs', 'round half up'] as const
export type FormulaFunction = (typeof formulaFunctions)[number]

/** A value of another time: of the agreed starting point, or of the period before. */
export const pastReadings = ['baseline', 'previous'] as const
export type PastReading = (typeof pastReadings)[number]

/** Where a part stands in the text of its formula: offsets in UTF-16 units, `to` exclusive. */
export interface Span {
  readonly from: number
  readonly to: number
}

/** A formula as read: a small tree. Brackets are not kept, for the tree says what they say. */
export type FormulaExpression = Span &
  (
    | { readonly kind: 'number'; /** As written, in decimals. */ readonly text: string }
    | { readonly kind: 'boolean'; readonly value: boolean }
    | { readonly kind: 'name'; readonly name: string }
    | { readonly kind: 'past'; readonly reading: PastReading; readonly name: string }
    | { readonly kind: 'negate'; readonly operand: FormulaExpression }
    | { readonly kind: 'not'; readonly operand: FormulaExpression }
    | {
        readonly kind: 'arithmetic'
        readonly operator: ArithmeticOperator
        readonly left: FormulaExpression
        readonly right: FormulaExpression
      }
    | {
        readonly kind: 'comparison'
        readonly operator: ComparisonOperator
        readonly left: FormulaExpression
        readonly right: FormulaExpression
      }
    | {
        readonly kind: 'logic'
        readonly operator: 'and' | 'or'
        readonly left: FormulaExpression
        readonly right: FormulaExpression
      }
    | {
        readonly kind: 'if'
        readonly condition: FormulaExpression
        readonly whenTrue: FormulaExpression
        readonly whenFalse: FormulaExpression
      }
    | {
        readonly kind: 'call'
        readonly function: FormulaFunction
        readonly parameters: readonly FormulaExpression[]
      }
  )

/** A formula: its text and the tree read from it. */
export interface Formula {
  readonly text: string
  readonly expression: FormulaExpression
}

/** A problem in a formula, and where in its text. Lines and columns count from 1. */
export interface FormulaIssue extends Issue, Span {
  readonly line: number
  readonly column: number
}

/** What a formula reads: a value of this period, of the baseline, or of the period before. */
export interface FormulaReference {
  readonly kind: 'value' | PastReading
  /** The id of a fact, a parameter or an indicator. */
  readonly name: string
}

/** What a formula needs to know of a name to check its types and units. */
export interface FormulaSignature {
  readonly type: ValueType
  readonly unit?: string | undefined
}

/** The longest formula read, in UTF-16 units. */
export const formulaLengthLimit = 2000
/** How deep the parts of a formula may be nested. */
export const formulaDepthLimit = 50
