import { commonDivisor, type Fraction, sumDigitLimit } from '../model/exact.ts'

/** The most digits of all weights together, which are all as long as what they have in common. */
const maxDigits = 10_000_000

/**
 * Whole numbers in the same proportion as some fractions; nothing where they would be too long to be worked with,
 * because many of the fractions have denominators that share nothing. Pure.
 */
export function wholeWeights(parts: readonly Fraction[]): readonly bigint[] | undefined {
  const digits = Math.min(sumDigitLimit, Math.floor(maxDigits / Math.max(1, parts.length)))
  const bound = 10n ** BigInt(digits)
  let denominator = 1n
  for (const { d } of parts) {
    denominator *= d / commonDivisor(denominator, d)
    if (denominator > bound) return undefined
  }
  return parts.map(({ n, d }) => n * (denominator / d))
}
