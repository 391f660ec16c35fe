import { indexRuleset, type RulesetIndex } from '../model/ruleset-index.ts'
import { findFormulaCycles } from '../formulas/find-formula-cycles.ts'
import { formulaTextOf } from '../assessment/indicator-formula.ts'
import type { Indicator } from '../model/assessment.ts'
import { createIssue, type Issue } from '../model/issue.ts'
import type { Measure } from '../model/measure.ts'
import type { Ruleset } from '../model/ruleset.ts'
import { checkAssessmentSchemes } from './check-assessment-schemes.ts'
import { checkFormulaDigits } from './formula-digits.ts'
import { formulaIssues } from './formula-issues.ts'

/** Measures, indicators and schemes: formulas that do not add up, weights that are not one. Pure. */
export function checkAssessment(ruleset: Ruleset): readonly Issue[] {
  const index = indexRuleset(ruleset)
  return [
    ...ruleset.measures.flatMap(checkMeasure),
    ...ruleset.indicators.flatMap((indicator) => checkIndicator(ruleset, index, indicator)),
    ...checkCircles(ruleset),
    ...checkFormulaDigits(ruleset),
    ...checkAssessmentSchemes(ruleset),
  ]
}

function checkMeasure({ id, sum, distinct }: Measure): readonly Issue[] {
  const twice = sum !== undefined && distinct !== undefined
  return twice ? [createIssue('MEASURE_SUM_OR_DISTINCT', `/measures/${id}`)] : []
}

function checkIndicator(
  ruleset: Ruleset,
  index: RulesetIndex,
  indicator: Indicator,
): readonly Issue[] {
  const path = `/indicators/${indicator.id}`
  const issues: Issue[] = []
  if (
    indicator.formula !== undefined &&
    (indicator.numerator ?? indicator.denominator) !== undefined
  )
    issues.push(createIssue('INDICATOR_FORMULA_TWICE', path, { title: indicator.title }))
  if (index.facts.has(indicator.id) || index.parameters.has(indicator.id))
    issues.push(createIssue('INDICATOR_NAME_TAKEN', path, { id: indicator.id }))
  if (indicator.scoring?.method === 'linear' && indicator.target === undefined)
    issues.push(createIssue('SCORING_WITHOUT_TARGET', path, { title: indicator.title }))
  if (
    indicator.scoring?.method === 'passFail' &&
    indicator.target === undefined &&
    indicator.direction !== 'metOrNot'
  )
    issues.push(createIssue('SCORING_WITHOUT_TARGET', path, { title: indicator.title }))
  const text = formulaTextOf(indicator)
  if (text === undefined || !readable(index, indicator)) return issues
  // A numerator over a denominator is called a rate whatever it counts: admissions per resident, in per cent. Only
  // that it is no rise in percentage points can be said of it.
  if (indicator.formula === undefined && indicator.unit !== 'percentagePoint') return issues
  const expected =
    indicator.direction === 'metOrNot' && indicator.unit === 'text' ? 'boolean' : indicator.unit
  return [...issues, ...formulaIssues(ruleset, text, { path: `${path}/formula`, expected })]
}

/** A numerator or denominator that names no fact is told by the figures' own check. */
function readable(index: RulesetIndex, { formula, numerator, denominator }: Indicator): boolean {
  if (formula !== undefined) return true
  return [numerator, denominator].every((id) => id === undefined || index.facts.has(id))
}

/** What is wrong with the formulas of a ruleset that lead back to themselves. */
function checkCircles(ruleset: Ruleset): readonly Issue[] {
  const formulas = ruleset.indicators.map((indicator) => ({
    id: indicator.id,
    formula: formulaTextOf(indicator),
  }))
  return findFormulaCycles(formulas).map((circle) =>
    createIssue('REFERENCE_CYCLE', `/indicators/${circle[0] ?? ''}`, {
      cycle: [...circle, circle[0] ?? ''].join(' → '),
    }),
  )
}
