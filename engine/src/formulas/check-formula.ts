import type { Indicator } from '../model/assessment.ts'
import type { Text } from '../model/text.ts'
import type { Formula, FormulaIssue, FormulaSignature } from './formula.ts'
import { formulaIssue } from './formula-issue.ts'
import { inferKind } from './infer-kind.ts'
import type { Kind } from './inference.ts'
import { describeUnit, isBare, type UnitOf } from './unit-of.ts'

/** What a formula has to give: an indicator's unit, or yes or no. */
export type ExpectedUnit = Indicator['unit'] | 'boolean'

const expectedWords: Readonly<Record<ExpectedUnit, Text>> = {
  ratio: { zh: '比例（百分数）', en: 'a ratio (percentage)' },
  percentagePoint: { zh: '百分点', en: 'percentage points' },
  count: { zh: '计数', en: 'a count' },
  money: { zh: '金额（元）', en: 'money (yuan)' },
  moneyPerCase: { zh: '平均金额（如元/人）', en: 'money per person, case or the like' },
  number: { zh: '数', en: 'a number' },
  score: { zh: '得分', en: 'a score' },
  text: { zh: '是或否', en: 'yes or no' },
  boolean: { zh: '是或否', en: 'yes or no' },
}

/**
 * What is wrong with a formula over these names: unknown names (with the nearest of `known`), numbers where a yes or
 * no belongs, units that do not fit, a result other than `expected`, and the trap of `a - b / b`. Pure.
 *
 * @param expected the unit of the indicator; without it any result will do
 */
export function checkFormula(
  formula: Formula,
  signatureOf: (name: string) => FormulaSignature | undefined,
  expected?: ExpectedUnit,
  known: Iterable<string> = [],
): readonly FormulaIssue[] {
  const issues: FormulaIssue[] = []
  const inference = { formula, signatureOf, known, issues, kinds: new Map() }
  const kind = inferKind(formula.expression, inference)
  if (kind !== undefined && expected !== undefined && !fits(kind, expected)) {
    const actual: Text =
      kind.type === 'boolean' ? { zh: '是或否', en: 'yes or no' } : describeUnit(kind.unit)
    const values = { actual, expected: expectedWords[expected] }
    issues.push(formulaIssue('FORMULA_RESULT_UNIT', formula.text, formula.expression, values))
  }
  return issues
}

/** The signature of an indicator when a formula names it. Pure. */
export function indicatorSignature({
  unit,
  direction,
}: Pick<Indicator, 'unit' | 'direction'>): FormulaSignature {
  switch (unit) {
    case 'ratio':
      return { type: 'ratio' }
    case 'percentagePoint':
    case 'score':
      return { type: 'decimal', unit }
    case 'money':
      return { type: 'money' }
    case 'moneyPerCase':
      return { type: 'money', unit: 'fen/case' }
    case 'count':
    case 'number':
      return { type: 'decimal' }
    case 'text':
      return { type: direction === 'metOrNot' ? 'boolean' : 'text' }
  }
}

function fits(kind: Kind, expected: ExpectedUnit): boolean {
  if (kind.type === 'boolean') return expected === 'boolean' || expected === 'text'
  if (kind.zero) return expected !== 'boolean' && expected !== 'text'
  return fitsUnit(kind.unit, expected)
}

function fitsUnit(unit: UnitOf, expected: ExpectedUnit): boolean {
  const { base, points, ratio } = unit
  const { fen = 0, ...others } = base
  const powers = Object.values(others)
  switch (expected) {
    case 'ratio':
      return isBare(unit) && points === undefined
    case 'percentagePoint':
      return points === true
    case 'money':
      return fen === 1 && powers.length === 0
    case 'moneyPerCase':
      return fen === 1 && powers.length > 0 && powers.every((power) => power < 0)
    case 'count':
      return fen === 0 && points !== true && ratio !== true && powers.every((power) => power > 0)
    case 'number':
      return fen === 0 && points !== true
    case 'score': {
      const scored = powers.length === 1 && (base['score'] === 1 || base['point'] === 1)
      return (isBare(unit) && points !== true) || scored
    }
    case 'text':
    case 'boolean':
      return false
  }
}
