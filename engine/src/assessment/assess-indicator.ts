import { indexRuleset } from '../model/ruleset-index.ts'
import { formulaReferences } from '../formulas/formula-parts.ts'
import type { FormulaOutcome } from '../formulas/formula-result.ts'
import type { Indicator } from '../model/assessment.ts'
import type { Bundle } from '../model/bundle.ts'
import { compareFractions, digitLimit, type Fraction } from '../model/exact.ts'
import { depthLimit } from '../model/json.ts'
import type { Text } from '../model/text.ts'
import type { Figure } from './assessment-input.ts'
import { baselineYearOf, readsNamedYear } from './baseline-years.ts'
import type { IndicatorResult, IndicatorVerdict } from './assessment-result.ts'
import type { FigureReader } from './create-reader.ts'
import { exactNumber, shownNumber } from './exact-number.ts'
import { indicatorSteps } from './indicator-steps.ts'
import { indicatorFormula } from './indicator-formula.ts'
import { parameterNumber } from './parameter-number.ts'
import { pointsOf } from './points-of.ts'
import { reaches } from './reaches.ts'

/**
 * Works one indicator out: its value, exactly; whether it meets its target on the last day of the period; its points.
 * A figure that is missing, a denominator of zero or more counted than there were to count is `notAssessable`, never a
 * pass and never zero. Pure.
 */
export function assessIndicator(
  bundle: Bundle,
  indicator: Indicator,
  reader: FigureReader,
): IndicatorResult {
  const outcome = checkedOutcome(bundle, indicator, reader)
  const value = outcome.kind === 'value' ? numberOf(outcome.value) : null
  const target =
    indicator.target === undefined
      ? null
      : parameterNumber(bundle, indicator.target.parameter, reader.asOf)
  const needs = new Set(outcome.kind === 'unknown' ? outcome.needs : [])
  if (indicator.target !== undefined && target === null) needs.add(indicator.target.parameter)
  const points =
    value === null
      ? { points: null, needs: [] }
      : pointsOf(bundle, indicator, { value, target, asOf: reader.asOf })
  for (const need of points.needs) needs.add(need)
  if (
    indicator.baselineYear !== undefined &&
    readsNamedYear(bundle, indicator) &&
    baselineYearOf(bundle, indicator, reader.asOf) === undefined
  )
    needs.add(indicator.baselineYear.parameter)
  const verdict = verdictOf(indicator, value, target)
  const because =
    verdict === 'notAssessable' ? reasonOf(bundle, indicator, { outcome, target }) : undefined
  const partial = {
    indicator: indicator.id,
    unit: indicator.unit,
    value: value && exactNumber(value),
    shown: value === null || indicator.unit === 'text' ? null : shownNumber(indicator.unit, value),
    verdict,
    ...(because === undefined ? {} : { because }),
    target: target && exactNumber(target),
    targetShown: target && shownNumber(indicator.unit, target),
    points: points.points && exactNumber(points.points),
    pointsShown: points.points && shownNumber('score', points.points),
    figures: figuresBehind(bundle, indicator, reader),
    needs: [...needs],
  }
  return { ...partial, steps: indicatorSteps(bundle, indicator, { result: partial, reader }) }
}

/** A share of what was counted cannot be more than the whole: the figures are mistaken, not excellent. */
function checkedOutcome(
  bundle: Bundle,
  indicator: Indicator,
  reader: FigureReader,
): FormulaOutcome {
  const outcome = reader.outcome(indicator)
  const { numerator, denominator, unit, formula } = indicator
  if (formula !== undefined || numerator === undefined || denominator === undefined) return outcome
  const divisor = reader.read({ kind: 'value', name: denominator })
  if (typeof divisor === 'object' && divisor.n <= 0n)
    return { kind: 'notAssessable', reason: 'divisionByZero', part: denominator }
  const { facts } = indexRuleset(bundle.ruleset)
  const counted = [numerator, denominator].every((name) => facts.get(name)?.type === 'integer')
  if (
    unit !== 'ratio' ||
    !counted ||
    outcome.kind !== 'value' ||
    typeof outcome.value === 'boolean'
  )
    return outcome
  return compareFractions(outcome.value, { n: 1n, d: 1n }) > 0 || outcome.value.n < 0n
    ? { kind: 'notAssessable', reason: 'wrongType', part: numerator }
    : outcome
}

/** A yes counts as 1 and a no as 0. */
function numberOf(value: Fraction | boolean): Fraction {
  return typeof value === 'boolean' ? { n: value ? 1n : 0n, d: 1n } : value
}

function verdictOf(
  indicator: Indicator,
  value: Fraction | null,
  target: Fraction | null,
): IndicatorVerdict {
  if (value === null) return 'notAssessable'
  if (indicator.target === undefined)
    return indicator.direction === 'metOrNot' ? (value.n > 0n ? 'met' : 'notMet') : 'reported'
  if (target === null) return 'notAssessable'
  return reaches(indicator, value, target) ? 'met' : 'notMet'
}

function figuresBehind(
  bundle: Bundle,
  indicator: Indicator,
  reader: FigureReader,
): Readonly<Record<string, Figure | null>> {
  const formula = indicatorFormula(bundle, indicator)
  if (formula === undefined) return {}
  return Object.fromEntries(
    formulaReferences(formula)
      .filter(({ name }) => reader.isFact(name))
      .map((reference) => [
        reference.kind === 'value' ? reference.name : `${reference.kind}(${reference.name})`,
        reader.figure(reference, indicator),
      ]),
  )
}

/** Why a value cannot be said, with titles: people do not know facts by their ids. */
function reasonOf(
  bundle: Bundle,
  indicator: Indicator,
  { outcome, target }: { readonly outcome: FormulaOutcome; readonly target: Fraction | null },
): Text {
  const { facts, parameters, indicators } = indexRuleset(bundle.ruleset)
  const named = (id: string): Text =>
    facts.get(id)?.title ??
    parameters.get(id)?.title ??
    indicators.get(id)?.title ?? { zh: id, en: id }
  if (outcome.kind === 'unknown') {
    const names = outcome.needs.map(named)
    return {
      zh: `缺少数据：${names.map(({ zh }) => zh).join('、')}`,
      en: `not known: ${names.map(({ en }) => en).join(', ')}`,
    }
  }
  if (outcome.kind === 'notAssessable') {
    const part = named(outcome.part)
    if (outcome.reason === 'divisionByZero')
      return {
        zh: `分母“${part.zh}”不大于 0，无法计算`,
        en: `the denominator (${part.en}) is not above 0`,
      }
    if (outcome.reason === 'wrongType')
      return {
        zh: `分子“${part.zh}”不在 0 与分母之间，数据有误`,
        en: `the numerator (${part.en}) does not lie between 0 and the denominator: the figures are mistaken`,
      }
    if (outcome.reason === 'tooManyDigits')
      return {
        zh: `计算中出现超过 ${digitLimit} 位的数字，不再计算，请核对数据，或改写公式`,
        en: `it comes to numbers of more than ${digitLimit} digits and is not worked out: check the figures or rewrite the formula`,
      }
    if (outcome.reason === 'tooDeep')
      return {
        zh: `一环套一环引用的指标超过 ${depthLimit} 层，不再计算，请减少层次`,
        en: `it rests on more than ${depthLimit} indicators one behind the other and is not worked out`,
      }
    return {
      zh: `所依据的“${part.zh}”无法评定`,
      en: `${part.en}, which it rests on, is not assessable`,
    }
  }
  if (indicator.target !== undefined && target === null)
    return {
      zh: `目标值未设定（参数“${named(indicator.target.parameter).zh}”）`,
      en: `the target is not set (${named(indicator.target.parameter).en})`,
    }
  return { zh: '无法评定', en: 'not assessable' }
}
