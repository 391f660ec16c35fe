import { fractionOfExact, type Language, type RateResult, writtenNumber } from '@jieli/engine'
import type { IndicatorResult } from '@jieli/server/contracts'

/** An indicator's value with its unit; nothing where it is unknown or a yes or no. Pure. */
export function writtenValue(result: IndicatorResult, language: Language): string | undefined {
  const { value, unit } = result
  if (value === null || unit === 'text') return undefined
  return writtenNumber(unit, fractionOfExact(value), language)
}

/** Pure. */
export function writtenTarget(result: IndicatorResult, language: Language): string | undefined {
  const { target, unit } = result
  if (target === null || unit === 'text') return undefined
  return writtenNumber(unit, fractionOfExact(target), language)
}

/** A rate in per cent; nothing where its denominator is missing or zero. Pure. */
export function writtenRate({ numerator, denominator, verdict }: RateResult): string | undefined {
  if (numerator === null || denominator === null || denominator <= 0) return undefined
  // More counted than there were to count is no rate at all.
  if (verdict === 'notAssessable' && numerator > denominator) return undefined
  return percent(numerator, denominator)
}

/** Pure. */
export function percent(numerator: number, denominator: number): string {
  return writtenNumber('ratio', { n: BigInt(numerator), d: BigInt(denominator) }, 'en')
}
