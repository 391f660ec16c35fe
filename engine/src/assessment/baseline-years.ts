import { parameterAsOf } from '../decisions/parameter-value.ts'
import { formulaReferences } from '../formulas/formula-parts.ts'
import type { Indicator } from '../model/assessment.ts'
import type { Bundle } from '../model/bundle.ts'
import { indexRuleset } from '../model/ruleset-index.ts'
import { indicatorFormula } from './indicator-formula.ts'
import { type Period, periodInYear } from './period.ts'

/** The year that `baseline(…)` speaks of in an indicator's formula, on a day; `undefined` while none is named or set. Pure. */
export function baselineYearOf(
  bundle: Bundle,
  { baselineYear }: Indicator,
  asOf: string,
): number | undefined {
  if (baselineYear === undefined) return undefined
  const parameter = indexRuleset(bundle.ruleset).parameters.get(baselineYear.parameter)
  const value = parameter && parameterAsOf(parameter, asOf)?.value
  return typeof value === 'number' ? value : undefined
}

/** True where an indicator's formula reads the figures of a year it names by itself. Pure. */
export function readsNamedYear(bundle: Bundle, indicator: Indicator): boolean {
  if (indicator.baselineYear === undefined) return false
  const formula = indicatorFormula(bundle, indicator)
  return formula !== undefined && formulaReferences(formula).some(({ kind }) => kind === 'baseline')
}

/** The periods of years that indicators name, which an assessment of a period reads besides its own, in order. Pure. */
export function namedYears(bundle: Bundle, period: Period): readonly Period[] {
  const years = bundle.ruleset.indicators.flatMap(
    (indicator) => baselineYearOf(bundle, indicator, period.end) ?? [],
  )
  return [...new Set(years)].toSorted((a, b) => a - b).map((year) => periodInYear(period, year))
}
