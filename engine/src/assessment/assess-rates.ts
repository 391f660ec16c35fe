import { type Facts, factValue } from '../decisions/facts.ts'
import { fitsType } from '../decisions/fits-type.ts'
import { parameterAsOf } from '../decisions/parameter-value.ts'
import { indexRuleset } from '../model/ruleset-index.ts'
import type { Bundle } from '../model/bundle.ts'
import { compareFractions, fractionOfRatio } from '../model/exact.ts'
import type { Ratio } from '../model/value.ts'

/** A clinical-pathway rate against its threshold. A missing or zero denominator is never a pass and never a zero. */
export interface RateResult {
  readonly id: string
  /** `reported`: there is no threshold to hold it against. */
  readonly verdict: 'pass' | 'fail' | 'reported' | 'notAssessable'
  readonly numerator: number | null
  readonly denominator: number | null
  readonly threshold: Ratio | null
}

/** Compares each rate with its threshold on a day, inclusive, by cross-multiplication. Pure. */
export function assessRates(bundle: Bundle, facts: Facts, asOf: string): readonly RateResult[] {
  const { parameters } = indexRuleset(bundle.ruleset)
  return bundle.ruleset.pathwayRates.map((rate) => {
    const parameter =
      rate.threshold === undefined ? undefined : parameters.get(rate.threshold.parameter)
    const threshold = parameter === undefined ? undefined : parameterAsOf(parameter, asOf)?.value
    const numerator = whole(factValue(facts, rate.numerator))
    const denominator = whole(factValue(facts, rate.denominator))
    const limit = fitsType('ratio', threshold) ? (threshold as Ratio) : null
    const known = { id: rate.id, numerator, denominator, threshold: limit }
    // More counted than there were to count is a mistake in the figures, not an excellent rate.
    if (
      numerator === null ||
      denominator === null ||
      (rate.threshold !== undefined && limit === null) ||
      denominator <= 0 ||
      numerator < 0 ||
      numerator > denominator
    )
      return { ...known, verdict: 'notAssessable' }
    if (limit === null) return { ...known, verdict: 'reported' }
    const order = compareFractions(
      { n: BigInt(numerator), d: BigInt(denominator) },
      fractionOfRatio(limit),
    )
    const passes = rate.direction === 'atLeast' ? order >= 0 : order <= 0
    return { ...known, verdict: passes ? 'pass' : 'fail' }
  })
}

function whole(value: unknown): number | null {
  return typeof value === 'number' ? value : null
}
