import type { Ratio } from './value.ts'

/** An exact fraction. The denominator is positive. */
export interface Fraction {
  readonly n: bigint
  readonly d: bigint
}

/** Digits, an optional sign and an optional fraction part: how a decimal is written. */
export const decimalPattern = /^-?\d{1,30}(\.\d{1,30})?$/

/** Reads a decimal string exactly. The caller has checked it against `decimalPattern`. Pure. */
export function fractionOfDecimal(text: string): Fraction {
  const [whole = '0', part = ''] = text.split('.')
  return { n: BigInt(whole + part), d: 10n ** BigInt(part.length) }
}

/** Pure. */
export function fractionOfRatio(ratio: Ratio): Fraction {
  return { n: BigInt(ratio.numerator), d: BigInt(ratio.denominator) }
}

/** Negative, zero or positive as `a` is below, equal to or above `b`: by cross-multiplication, never by dividing. Pure. */
export function compareFractions(a: Fraction, b: Fraction): number {
  const left = a.n * b.d
  const right = b.n * a.d
  return left < right ? -1 : left > right ? 1 : 0
}

/**
 * Writes a fraction in decimals, rounded half up (away from zero) at `digits`, without trailing zeros. Pure.
 * @example formatFraction({ n: 77500n, d: 100n }, 2) // '775'
 */
export function formatFraction(value: Fraction, digits: number): string {
  const scale = 10n ** BigInt(digits)
  const negative = value.n < 0n
  const magnitude = negative ? -value.n : value.n
  const scaled = (magnitude * scale * 2n + value.d) / (value.d * 2n)
  const whole = scaled / scale
  const part = (scaled % scale).toString().padStart(digits, '0').replace(/0+$/, '')
  const text = part === '' || digits === 0 ? whole.toString() : `${whole}.${part}`
  return negative && scaled !== 0n ? `-${text}` : text
}
