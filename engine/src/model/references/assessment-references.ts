import type { AssessmentScheme } from '../assessment-scheme.ts'
import type { Indicator, IndicatorGroup } from '../assessment.ts'
import type { RateThreshold } from '../clinical-pathway.ts'
import type { Measure } from '../measure.ts'
import { conditionReferences } from './condition-references.ts'
import { factReference, parameterReference } from './make-reference.ts'
import type { Reference, WrittenFormula } from './reference.ts'
import type { ValueType } from '../value-types/value-types.ts'

const counted = ['integer', 'money'] as const
const codes = ['text', 'code'] as const
const numeric: readonly ValueType[] = ['decimal', 'integer', 'money', 'ratio']

/** Everything a measure names, itself included: it gives the fact of its own name a value. Pure. */
export function measureReferences(measure: Measure, path: string): readonly Reference[] {
  const { id, of, where, sum, distinct, unit, date, by = [] } = measure
  const types = sum === undefined ? (['integer'] as const) : counted
  return [
    { list: 'facts', id, path, types, writes: {} },
    { list: 'pathways', id: of, path: `${path}/of` },
    ...factReference(unit, `${path}/unit`, codes),
    ...factReference(date, `${path}/date`, ['date']),
    ...by.flatMap((fact) => factReference(fact, `${path}/by`, ['code', 'text'])),
    ...factReference(sum, `${path}/sum`, counted),
    ...factReference(distinct, `${path}/distinct`, ['code', 'text']),
    ...conditionReferences(where, `${path}/where`),
  ]
}

/** Everything a rate of the clinical pathways names. Pure. */
export function rateReferences(rate: RateThreshold, path: string): readonly Reference[] {
  return [
    ...factReference(rate.numerator, `${path}/numerator`, counted),
    ...factReference(rate.denominator, `${path}/denominator`, counted),
    ...parameterReference(rate.threshold, `${path}/threshold`, ['ratio']),
  ]
}

/** Everything an indicator names but for its formula. Pure. */
export function indicatorReferences(indicator: Indicator, path: string): readonly Reference[] {
  const { numerator, denominator, target, baselineYear, weight, scoring } = indicator
  return [
    ...factReference(numerator, `${path}/numerator`),
    ...factReference(denominator, `${path}/denominator`),
    ...parameterReference(target, `${path}/target`),
    ...parameterReference(baselineYear, `${path}/baselineYear`, ['integer']),
    ...parameterReference(weight, path, numeric),
    ...(scoring?.method === 'linear' ? parameterReference(scoring.floor, path, numeric) : []),
    ...(scoring?.method === 'banded'
      ? scoring.bands.flatMap(({ reaches, points }) => [
          ...parameterReference(reaches, path, numeric),
          ...parameterReference(points, path, numeric),
        ])
      : []),
  ]
}

/** The indicators of a group, and its weight. Pure. */
export function groupReferences(group: IndicatorGroup, path: string): readonly Reference[] {
  return [
    ...group.indicators.map((id): Reference => ({ list: 'indicators', id, path })),
    ...parameterReference(group.weight, path),
  ]
}

/** The groups of a scheme and the parameters of its grades and consequences. Pure. */
export function schemeReferences(scheme: AssessmentScheme, path: string): readonly Reference[] {
  const group = (id: string, at: string): Reference => ({ list: 'assessmentGroups', id, path: at })
  return [
    ...scheme.groups.map((id) => group(id, `${path}/groups`)),
    ...scheme.gates.map((id) => group(id, `${path}/gates`)),
    ...scheme.grades.flatMap(({ id, atLeast }) =>
      parameterReference(atLeast, `${path}/grades/${id}`),
    ),
    ...(scheme.consequences ?? []).flatMap(({ id, factors = [], after }) => {
      const at = `${path}/consequences/${id}`
      return [
        ...factors.flatMap(({ factor }) => parameterReference(factor, at)),
        ...parameterReference(after?.periods, at),
      ]
    }),
  ]
}

/** The formula of an indicator. Pure. */
export function indicatorFormulas({ formula }: Indicator, path: string): readonly WrittenFormula[] {
  return formula === undefined ? [] : [{ text: formula, path: `${path}/formula` }]
}

/** The formulas of a scheme's alerts. Pure. */
export function schemeFormulas(
  { alerts = [] }: AssessmentScheme,
  path: string,
): readonly WrittenFormula[] {
  return alerts.map(({ id, when }) => ({ text: when, path: `${path}/alerts/${id}/when` }))
}
