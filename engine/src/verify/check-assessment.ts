import { indexRuleset, type RulesetIndex } from '../decisions/ruleset-index.ts'
import { typeNames } from '../decisions/value-problem.ts'
import { findFormulaCycles } from '../formulas/find-formula-cycles.ts'
import { formulaTextOf } from '../assessment/indicator-formula.ts'
import type { Indicator } from '../model/assessment.ts'
import { createIssue, type Issue } from '../model/issue.ts'
import type { Measure } from '../model/measure.ts'
import type { Ruleset } from '../model/ruleset.ts'
import { suggest } from '../model/suggest.ts'
import type { Text } from '../model/text.ts'
import type { ValueType } from '../model/value.ts'
import { checkAssessmentSchemes } from './check-assessment-schemes.ts'
import { conditionNames } from './condition-names.ts'
import { checkFormulaDigits } from './formula-digits.ts'
import { formulaIssues } from './formula-issues.ts'

const kinds = {
  facts: { zh: '事实', en: 'fact' },
  parameters: { zh: '参数', en: 'parameter' },
  conditions: { zh: '条件', en: 'condition' },
  decisions: { zh: '决策', en: 'decision' },
  pathways: { zh: '路径', en: 'pathway' },
} as const satisfies Record<string, Text>

/** Measures, indicators and schemes: names that lead nowhere, formulas that do not add up, weights that are not one. Pure. */
export function checkAssessment(ruleset: Ruleset): readonly Issue[] {
  const index = indexRuleset(ruleset)
  return [
    ...ruleset.measures.flatMap((measure) => checkMeasure(ruleset, index, measure)),
    ...ruleset.assessment.flatMap((indicator) => checkIndicator(ruleset, index, indicator)),
    ...checkCircles(ruleset),
    ...checkFormulaDigits(ruleset),
    ...checkAssessmentSchemes(ruleset),
  ]
}

function checkMeasure(ruleset: Ruleset, index: RulesetIndex, measure: Measure): readonly Issue[] {
  const path = `/measures/${measure.id}`
  const issues: Issue[] = []
  const unknown = (kind: keyof typeof kinds, id: string, at: string, known: Iterable<string>) =>
    issues.push(
      createIssue('REFERENCE_UNKNOWN', at, {
        kind: kinds[kind],
        id,
        suggestion: suggest(id, known),
      }),
    )
  const fact = (id: string, at: string, types: readonly ValueType[]) => {
    const found = index.facts.get(id)
    const [wanted] = types
    if (found === undefined) unknown('facts', id, at, index.facts.keys())
    else if (wanted !== undefined && !types.includes(found.type))
      issues.push(createIssue('VALUE_TYPE', at, { type: found.type, detail: typeNames[wanted] }))
  }
  fact(measure.id, path, measure.sum === undefined ? ['integer'] : ['integer', 'money'])
  if (!ruleset.pathways.some(({ id }) => id === measure.of))
    unknown(
      'pathways',
      measure.of,
      `${path}/of`,
      ruleset.pathways.map(({ id }) => id),
    )
  fact(measure.unit, `${path}/unit`, ['text', 'code'])
  fact(measure.date, `${path}/date`, ['date'])
  for (const id of measure.by ?? []) fact(id, `${path}/by`, ['code', 'text'])
  if (measure.sum !== undefined) fact(measure.sum, `${path}/sum`, ['integer', 'money'])
  if (measure.distinct !== undefined) fact(measure.distinct, `${path}/distinct`, ['code', 'text'])
  if (measure.sum !== undefined && measure.distinct !== undefined)
    issues.push(createIssue('MEASURE_SUM_OR_DISTINCT', path))
  for (const { kind, id } of conditionNames(measure.where))
    if (!index[kind].has(id)) unknown(kind, id, `${path}/where`, index[kind].keys())
  return issues
}

function checkIndicator(
  ruleset: Ruleset,
  index: RulesetIndex,
  indicator: Indicator,
): readonly Issue[] {
  const path = `/assessment/${indicator.id}`
  const issues: Issue[] = []
  if (
    indicator.formula !== undefined &&
    (indicator.numerator ?? indicator.denominator) !== undefined
  )
    issues.push(createIssue('INDICATOR_FORMULA_TWICE', path, { title: indicator.title }))
  if (index.facts.has(indicator.id) || index.parameters.has(indicator.id))
    issues.push(createIssue('INDICATOR_NAME_TAKEN', path, { id: indicator.id }))
  for (const id of parametersOf(indicator)) {
    const parameter = index.parameters.get(id)
    if (parameter === undefined)
      issues.push(
        createIssue('REFERENCE_UNKNOWN', path, {
          kind: kinds.parameters,
          id,
          suggestion: suggest(id, index.parameters.keys()),
        }),
      )
    else if (!numeric.has(parameter.type))
      issues.push(
        createIssue('VALUE_TYPE', path, { type: parameter.type, detail: typeNames.decimal }),
      )
  }
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

const numeric: ReadonlySet<ValueType> = new Set(['integer', 'decimal', 'money', 'ratio'])

function parametersOf({ scoring, weight }: Indicator): readonly string[] {
  const own = weight === undefined ? [] : [weight.parameter]
  if (scoring === undefined || scoring.method === 'passFail') return own
  if (scoring.method === 'linear') return [...own, scoring.floor.parameter]
  return [
    ...own,
    ...scoring.bands.flatMap(({ reaches, points }) => [reaches.parameter, points.parameter]),
  ]
}

/** A numerator or denominator that names no fact is told by the figures' own check. */
function readable(index: RulesetIndex, { formula, numerator, denominator }: Indicator): boolean {
  if (formula !== undefined) return true
  return [numerator, denominator].every((id) => id === undefined || index.facts.has(id))
}

/** What is wrong with the formulas of a ruleset that lead back to themselves. */
function checkCircles(ruleset: Ruleset): readonly Issue[] {
  const formulas = ruleset.assessment.map((indicator) => ({
    id: indicator.id,
    formula: formulaTextOf(indicator),
  }))
  return findFormulaCycles(formulas).map((circle) =>
    createIssue('REFERENCE_CYCLE', `/assessment/${circle[0] ?? ''}`, {
      cycle: [...circle, circle[0] ?? ''].join(' → '),
    }),
  )
}
