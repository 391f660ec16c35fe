import {
  checkFormula,
  type ExpectedUnit,
  type Formula,
  type FormulaIssue,
  parseFormula,
} from '@jieli/engine'
import type { FormulaName } from './formula-names.ts'

/** What is known of a formula while it is being typed. */
export interface CheckedText {
  readonly formula: Formula | undefined
  readonly issues: readonly FormulaIssue[]
}

/** Reads a formula and checks its names, types and units, by the engine itself. Pure. */
export function checkText(
  text: string,
  names: ReadonlyMap<string, FormulaName>,
  expected: ExpectedUnit,
): CheckedText {
  const { formula, issues } = parseFormula(text)
  if (formula === undefined) return { formula, issues }
  return {
    formula,
    issues: checkFormula(formula, (name) => names.get(name), expected, names.keys()),
  }
}
