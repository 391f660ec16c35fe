import { formatParameter } from '../../decisions/format-value.ts'
import {
  compareFractions,
  type Fraction,
  fractionOfDecimal,
  fractionOfRatio,
} from '../../model/exact.ts'
import { createIssue, type Issue } from '../../model/issue.ts'
import type { DatedValue, Parameter } from '../../model/parameter.ts'
import type { Ratio, Value } from '../../model/value.ts'
import { type Comparison, parametersBelow, sourceOf } from './comparison.ts'
import { conventions } from './conventions.ts'
import { deadlineUnit } from './deadline-length.ts'
import { ownValues, valuesBelow } from './own-values.ts'
import { splitPlaces } from './split-places.ts'

/** Ratios, amounts and counts far from those they rest on, and budgets of a small part of what was raised. Pure. */
export function unusualFigures({ ruleset, below }: Comparison): readonly Issue[] {
  const budgets = new Set(ruleset.funds.map(({ budgetRate }) => budgetRate.parameter))
  const weights = new Set(
    splitPlaces(ruleset).flatMap(({ shares }) => shares.map(({ weight }) => weight.parameter)),
  )
  return ruleset.parameters
    .filter((parameter) => !deadlineUnit(parameter) && !weights.has(parameter.id))
    .flatMap((parameter) => {
      const same = parametersBelow(parameter, below)
      const usual = valuesBelow(same)
      return ownValues(parameter, same).flatMap((dated) => {
        const number = fractionOf(parameter, dated.value)
        if (number === undefined) return []
        if (usual.length === 0)
          return budgets.has(parameter.id) && isSmallBudget(number)
            ? [told('BUDGET_SMALL', parameter, dated, { percent: conventions.budgetPercent })]
            : []
        // One that is near any of them is near enough.
        const far = usual.map((other) => {
          const theirs = fractionOf(other.source.parameter, other.value)
          return theirs !== undefined && isFar(parameter.type === 'ratio', number, theirs)
        })
        const [first] = usual
        if (first === undefined || !far.every(Boolean)) return []
        const { source, value } = first
        const { ratioFactor, ratioPoints, figureFactor } = conventions
        return [
          told(parameter.type === 'ratio' ? 'RATIO_FAR' : 'FIGURE_FAR', parameter, dated, {
            source: sourceOf(source.title, first.cites ?? source.parameter.cites),
            usual: shown(source.parameter, value),
            factor: parameter.type === 'ratio' ? ratioFactor : figureFactor,
            points: ratioPoints,
          }),
        ]
      })
    })
}

function told(
  code: 'BUDGET_SMALL' | 'RATIO_FAR' | 'FIGURE_FAR',
  parameter: Parameter,
  { from, value }: DatedValue,
  more: Parameters<typeof createIssue>[2],
): Issue {
  return createIssue(code, `/parameters/${parameter.id}/values/${from}`, {
    title: parameter.title,
    from,
    actual: shown(parameter, value),
    ...more,
  })
}

function shown(parameter: Parameter, value: Value) {
  return {
    zh: formatParameter(parameter, value, 'zh'),
    en: formatParameter(parameter, value, 'en'),
  }
}

function isFar(ratio: boolean, ours: Fraction, theirs: Fraction): boolean {
  const factor = BigInt(ratio ? conventions.ratioFactor : conventions.figureFactor)
  const points = ratio && isBeyondPoints(ours, theirs)
  if (theirs.n <= 0n) return points
  return (
    points ||
    compareFractions(ours, { n: theirs.n * factor, d: theirs.d }) > 0 ||
    compareFractions({ n: ours.n * factor, d: ours.d }, theirs) < 0
  )
}

/** More percentage points apart, in either direction, than a ratio ordinarily is. */
function isBeyondPoints(ours: Fraction, theirs: Fraction): boolean {
  const difference = ours.n * theirs.d - theirs.n * ours.d
  const magnitude = difference < 0n ? -difference : difference
  return magnitude * 100n > BigInt(conventions.ratioPoints) * ours.d * theirs.d
}

function isSmallBudget({ n, d }: Fraction): boolean {
  return n * 100n < BigInt(conventions.budgetPercent) * d
}

function fractionOf({ type }: Parameter, value: Value): Fraction | undefined {
  switch (type) {
    case 'ratio':
      return fractionOfRatio(value as Ratio)
    case 'decimal':
      return fractionOfDecimal(value as string)
    case 'integer':
    case 'money':
      return { n: BigInt(value as number), d: 1n }
    default:
      return undefined
  }
}
