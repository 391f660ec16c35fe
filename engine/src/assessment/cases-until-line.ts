import type { RateResult } from './assess-rates.ts'

/** How far a rate is from its threshold, in cases. */
export interface LineDistance {
  /** `above`: it passes; `below`: it fails. */
  readonly side: 'passes' | 'fails'
  /**
   * Passing: how many more cases that count against it can come before it fails. Failing: how many more cases that
   * count for it must come, with none against, before it passes. `null`: no number of them is enough, or none that can
   * be held exactly (2^53 − 1).
   */
  readonly cases: number | null
}

/**
 * How many more cases until the line is crossed, each new case adding one to the denominator. A case counts for an
 * `atLeast` rate by adding to its numerator, and for an `atMost` rate by not doing so. `undefined` for a rate that has
 * no verdict. Pure.
 */
export function casesUntilLine(
  { verdict, numerator, denominator, threshold }: RateResult,
  direction: 'atLeast' | 'atMost',
): LineDistance | undefined {
  if (verdict !== 'pass' && verdict !== 'fail') return undefined
  if (numerator === null || denominator === null || threshold === null) return undefined
  const [n, d] = [BigInt(numerator), BigInt(denominator)]
  const [p, q] = [BigInt(threshold.numerator), BigInt(threshold.denominator)]
  const side = verdict === 'pass' ? 'passes' : 'fails'
  // For: n + k over d + k. Against: n over d + k. An `atMost` rate swaps the two.
  const along = direction === 'atLeast' ? verdict === 'fail' : verdict === 'pass'
  const gap = p * d - n * q
  if (along) {
    const step = q - p
    // atLeast, failing: least k with (n + k) q >= p (d + k). atMost, passing: greatest k with (n + k) q <= p (d + k).
    if (step <= 0n) return { side, cases: null }
    return { side, cases: countable(direction === 'atLeast' ? ceil(gap, step) : gap / step) }
  }
  // atLeast, passing: greatest k with n q >= p (d + k). atMost, failing: least k with n q <= p (d + k).
  if (p === 0n) return { side, cases: null }
  return { side, cases: countable(direction === 'atLeast' ? -gap / p : ceil(-gap, p)) }
}

function countable(cases: bigint): number | null {
  const number = Number(cases)
  return Number.isSafeInteger(number) ? number : null
}

function ceil(dividend: bigint, divisor: bigint): bigint {
  return (dividend + divisor - 1n) / divisor
}
