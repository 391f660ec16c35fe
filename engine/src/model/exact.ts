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

/** `a − b`. Pure. */
export function subtractFractions(a: Fraction, b: Fraction): Fraction {
  return { n: a.n * b.d - b.n * a.d, d: a.d * b.d }
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

/** The same value in lowest terms. Pure. */
export function reduceFraction({ n, d }: Fraction): Fraction {
  let a = n < 0n ? -n : n
  let b = d
  while (b !== 0n) [a, b] = [b, a % b]
  return a <= 1n ? { n, d } : { n: n / a, d: d / a }
}

/** Pure. */
export function addFractions(a: Fraction, b: Fraction): Fraction {
  return reduceFraction({ n: a.n * b.d + b.n * a.d, d: a.d * b.d })
}

/** Pure. */
export function negateFraction({ n, d }: Fraction): Fraction {
  return { n: -n, d }
}

/** Pure. */
export function multiplyFractions(a: Fraction, b: Fraction): Fraction {
  return reduceFraction({ n: a.n * b.n, d: a.d * b.d })
}

/** `a` divided by `b`, or nothing when `b` is zero. Pure. */
export function divideFractions(a: Fraction, b: Fraction): Fraction | undefined {
  if (b.n === 0n) return undefined
  const sign = b.n < 0n ? -1n : 1n
  return reduceFraction({ n: a.n * b.d * sign, d: a.d * b.n * sign })
}

/** Rounded half away from zero to `digits` decimals, as FEEL's `round half up`. Pure. */
export function roundFraction({ n, d }: Fraction, digits: number): Fraction {
  const scale = 10n ** BigInt(digits)
  const magnitude = n < 0n ? -n : n
  const scaled = (magnitude * scale * 2n + d) / (d * 2n)
  return reduceFraction({ n: n < 0n ? -scaled : scaled, d: scale })
}
