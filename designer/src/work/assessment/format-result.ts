import {
  fractionOfExact,
  fractionOfRatio,
  type Language,
  type RateResult,
  type Ratio,
  writtenNumber,
} from '@jieli/engine'
import type { IndicatorResult } from '@jieli/server/contracts'

/** An indicator's value with its unit, so written that it can be told from its target; nothing where it is unknown or a yes or no. Pure. */
export function writtenValue(result: IndicatorResult, language: Language): string | undefined {
  const { value, target, unit } = result
  if (value === null || unit === 'text') return undefined
  const beside = target === null ? undefined : fractionOfExact(target)
  return writtenNumber(unit, fractionOfExact(value), language, beside)
}

/** Pure. */
export function writtenTarget(result: IndicatorResult, language: Language): string | undefined {
  const { value, target, unit } = result
  if (target === null || unit === 'text') return undefined
  const beside = value === null ? undefined : fractionOfExact(value)
  return writtenNumber(unit, fractionOfExact(target), language, beside)
}

/** A rate in per cent; nothing where its denominator is missing or zero. Pure. */
export function writtenRate({
  numerator,
  denominator,
  verdict,
  threshold,
}: RateResult): string | undefined {
  if (numerator === null || denominator === null || denominator <= 0) return undefined
  // More counted than there were to count is no rate at all.
  if (verdict === 'notAssessable' && numerator > denominator) return undefined
  return percent(numerator, denominator, threshold)
}

/** A share in per cent, so written that it can be told from the one it is held against. Pure. */
export function percent(numerator: number, denominator: number, against?: Ratio | null): string {
  const share = { n: BigInt(numerator), d: BigInt(denominator) }
  return writtenNumber('ratio', share, 'en', against ? fractionOfRatio(against) : undefined)
}
