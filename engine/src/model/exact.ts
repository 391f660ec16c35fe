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

/** So many decimals tell any two numbers apart that people are shown. */
const maxDigits = 30

/**
 * The fewest decimals, at least `least`, at which two different numbers are written differently: a figure that just
 * misses its mark does not read as the mark. Pure.
 * @example digitsApart({ n: 14999n, d: 1000n }, { n: 15n, d: 1n }, 2) // 3: 14.999 beside 15
 */
export function digitsApart(a: Fraction, b: Fraction, least: number): number {
  if (compareFractions(a, b) === 0) return least
  let digits = least
  while (digits < maxDigits && formatFraction(a, digits) === formatFraction(b, digits)) digits += 1
  return digits
}

/** The greatest number that divides both. Pure. */
export function commonDivisor(a: bigint, b: bigint): bigint {
  let [x, y] = [a < 0n ? -a : a, b < 0n ? -b : b]
  while (y !== 0n) [x, y] = [y, x % y]
  return x
}

/** The same value in lowest terms. Pure. */
export function reduceFraction({ n, d }: Fraction): Fraction {
  const divisor = commonDivisor(n, d)
  return divisor <= 1n ? { n, d } : { n: n / divisor, d: d / divisor }
}

/**
 * `a + b`, in lowest terms where both are. Only what the denominators share is looked at: of a long sum and a short
 * number, the long one is divided once. Pure.
 */
export function addFractions(a: Fraction, b: Fraction): Fraction {
  const shared = commonDivisor(a.d, b.d)
  const n = a.n * (b.d / shared) + b.n * (a.d / shared)
  const divisor = commonDivisor(n, shared)
  return { n: n / divisor, d: (a.d / shared) * (b.d / divisor) }
}

/** Pure. */
export function negateFraction({ n, d }: Fraction): Fraction {
  return { n: -n, d }
}

/** `a × b`, in lowest terms where both are. Pure. */
export function multiplyFractions(a: Fraction, b: Fraction): Fraction {
  const [first, second] = [commonDivisor(a.n, b.d), commonDivisor(b.n, a.d)]
  return { n: (a.n / first) * (b.n / second), d: (a.d / second) * (b.d / first) }
}

/** `a` divided by `b`, or nothing when `b` is zero; in lowest terms where both are. Pure. */
export function divideFractions(a: Fraction, b: Fraction): Fraction | undefined {
  if (b.n === 0n) return undefined
  return multiplyFractions(a, b.n < 0n ? { n: -b.d, d: -b.n } : { n: b.d, d: b.n })
}

/**
 * The most digits a number in a formula has, above the line and below. A fact holds 16 (2^53), a decimal 60: sixty of
 * the largest figures there are may be multiplied together, where the indicators of a county multiply two or three.
 * A number of this length is worked with in less than a millisecond.
 */
export const digitLimit = 1000

/** The most digits of a sum of many numbers that share no denominator: the points of hundreds of indicators. */
export const sumDigitLimit = 10_000

const bounds = new Map([digitLimit, sumDigitLimit].map((limit) => [limit, 10n ** BigInt(limit)]))

/** Whether a number is no longer than exact numbers may be. Pure. */
export function isWithinDigits(
  { n, d }: Fraction,
  limit: typeof digitLimit | typeof sumDigitLimit = digitLimit,
): boolean {
  const bound = bounds.get(limit) ?? 0n
  return n < bound && n > -bound && d < bound
}

/** With a comma at each thousand: `1,234.50`. Pure. */
export function groupDigits(digits: string): string {
  const point = digits.indexOf('.')
  const end = point === -1 ? digits.length : point
  const begin = digits.startsWith('-') ? 1 : 0
  const groups: string[] = []
  for (let at = end; at > begin; at -= 3) groups.unshift(digits.slice(Math.max(begin, at - 3), at))
  return digits.slice(0, begin) + groups.join(',') + digits.slice(end)
}

/** Rounded half away from zero to `digits` decimals, as FEEL's `round half up`. Pure. */
export function roundFraction({ n, d }: Fraction, digits: number): Fraction {
  const scale = 10n ** BigInt(digits)
  const magnitude = n < 0n ? -n : n
  const scaled = (magnitude * scale * 2n + d) / (d * 2n)
  return reduceFraction({ n: n < 0n ? -scaled : scaled, d: scale })
}
