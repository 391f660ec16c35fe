import {
  digitsApart,
  formatFraction,
  type Fraction,
  groupDigits,
  reduceFraction,
} from '../model/exact.ts'
import type { Indicator } from '../model/assessment.ts'
import type { Language } from '../model/text.ts'
import type { ExactNumber } from './assessment-result.ts'

/** A fraction in lowest terms, as JSON keeps it. Pure. */
export function exactNumber(value: Fraction): ExactNumber {
  const { n, d } = reduceFraction(value)
  return { numerator: String(n), denominator: String(d) }
}

/** Pure. */
export function fractionOfExact({ numerator, denominator }: ExactNumber): Fraction {
  return { n: BigInt(numerator), d: BigInt(denominator) }
}

/** What a value is multiplied by to be shown: shares in per cent, points in points, fen in yuan. */
function shownAs(unit: Indicator['unit'], value: Fraction): Fraction {
  if (unit === 'ratio' || unit === 'percentagePoint') return { n: value.n * 100n, d: value.d }
  if (unit === 'money' || unit === 'moneyPerCase') return { n: value.n, d: value.d * 100n }
  return value
}

/** The digits of a value without its unit, rounded half up to two places: `38.34`. Pure. */
export function shownNumber(unit: Indicator['unit'], value: Fraction): string {
  return formatFraction(shownAs(unit, value), 2)
}

/**
 * A value with its unit, as people write it: `38.34%`, `17.78 个百分点`, `¥1,234.50`. Beside another it gets as many
 * more digits as it takes to see that the two differ. Pure.
 */
export function writtenNumber(
  unit: Indicator['unit'],
  value: Fraction,
  language: Language,
  beside: Fraction = value,
): string {
  const shown = shownAs(unit, value)
  const digits = formatFraction(shown, digitsApart(shown, shownAs(unit, beside), 2))
  switch (unit) {
    case 'ratio':
      return `${digits}%`
    case 'percentagePoint':
      return language === 'zh' ? `${digits} 个百分点` : `${digits} percentage points`
    case 'money':
      return language === 'zh' ? `${groupDigits(digits)} 元` : `¥${groupDigits(digits)}`
    case 'moneyPerCase':
      return language === 'zh'
        ? `每例 ${groupDigits(digits)} 元`
        : `¥${groupDigits(digits)} per case`
    case 'score':
      return language === 'zh' ? `${digits} 分` : `${digits} points`
    case 'count':
    case 'number':
    case 'text':
      return groupDigits(digits)
  }
}
