import type { Text } from '../model/text.ts'
import type { Formula, FormulaExpression, FormulaIssue, FormulaSignature } from './formula.ts'
import { formulaIssue } from './formula-issue.ts'
import { printFormula } from './print-formula.ts'
import { commonUnit, describeUnit, plainUnit, type UnitOf } from './unit-of.ts'

/** A number with its unit. */
export interface Numeric {
  readonly type: 'number'
  readonly unit: UnitOf
  /** Made of written numbers only. */
  readonly constant: boolean
  /** The written number 0, which is 0 in any unit. */
  readonly zero: boolean
}

/** What an expression gives: a yes or no, or a number with its unit. */
export type Kind = { readonly type: 'boolean' } | Numeric

/** What a formula is checked against, and what has been found so far. */
export interface Inference {
  readonly formula: Formula
  readonly signatureOf: (name: string) => FormulaSignature | undefined
  readonly known: Iterable<string>
  readonly issues: FormulaIssue[]
  /** What has been worked out: nothing for a part in which a problem was found. */
  readonly kinds: Map<FormulaExpression, Kind | undefined>
}

/** An expression and its number. */
export type Measured = readonly [expression: FormulaExpression, kind: Numeric]

export const numberOf = (unit: UnitOf, constant = false): Numeric => ({
  type: 'number',
  unit,
  constant,
  zero: false,
})

/** The unit two numbers share, the written 0 sharing any; or nothing. */
export function sharedUnit(a: Numeric, b: Numeric): UnitOf | undefined {
  if (a.zero) return b.unit
  return b.zero ? a.unit : commonUnit(a.unit, b.unit)
}

/** Notes that the units of two parts of `whole` cannot be brought together. */
export function noteMismatch(
  whole: FormulaExpression,
  [left, right]: readonly [Measured, Measured],
  inference: Inference,
  advice: Text = adviceFor(left[1], right[1]),
): undefined {
  const { text } = inference.formula
  inference.issues.push(
    formulaIssue('FORMULA_UNIT_MISMATCH', text, whole, {
      left: printFormula({ expression: left[0] }),
      leftUnit: describeUnit(left[1].unit),
      right: printFormula({ expression: right[0] }),
      rightUnit: describeUnit(right[1].unit),
      advice,
    }),
  )
}

function adviceFor(left: Numeric, right: Numeric): Text {
  const points = [left, right].filter(({ unit }) => unit.points === true).length
  const ratios = [left, right].filter(({ unit }) => unit.ratio === true).length
  if (points === 1 && ratios === 1) {
    return {
      zh: '百分数与百分点是两回事：两个百分数相减得百分点，百分点只与百分点相加减。',
      en: 'A percentage and percentage points are different things: two percentages differ by percentage points, and percentage points are added only to each other.',
    }
  }
  if (left.constant || right.constant) {
    return {
      zh: '直接写出的数没有单位，请改用带单位的参数。',
      en: 'A number written in a formula has no unit. Please name a parameter that has one.',
    }
  }
  return {
    zh: '单位相同才能加减和比较，请核对名称，或是否漏了括号。',
    en: 'Only what has the same unit can be added or compared. Please check the names, or whether brackets are missing.',
  }
}

/** The plain written number with this text. */
export function constantOf(text: string): Numeric {
  return { type: 'number', unit: plainUnit, constant: true, zero: /^-?0+(\.0+)?$/.test(text) }
}
