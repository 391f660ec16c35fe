import { compareFractions, formatFraction, type Fraction, groupDigits } from '../model/exact.ts'
import type { Language } from '../model/text.ts'
import type { FormulaValue } from './formula-result.ts'
import { isBare, plainUnit, type UnitOf, formatUnit } from './unit-of.ts'

/**
 * A value of a formula as people write it, in its unit: `1,200,000.00 元`, `20%`, `17.78 个百分点`, `775.00 元/人`.
 * What had to be rounded (to the fen, to two decimals of a percentage, to four of a number) begins with `≈`. Pure.
 */
export function formatQuantity(
  value: FormulaValue,
  unit: UnitOf = plainUnit,
  language: Language = 'zh',
): string {
  if (typeof value === 'boolean') {
    return language === 'zh' ? (value ? '是' : '否') : value ? 'yes' : 'no'
  }
  const form = formOf(unit, language)
  const shown = { n: value.n * form.scale.n, d: value.d * form.scale.d }
  const digits = formatFraction(shown, form.digits)
  const exact = compareFractions(shown, readBack(digits)) === 0
  return `${exact ? '' : '≈'}${form.write(grouped(digits, form.fixed ? form.digits : 0))}`
}

interface Form {
  /** What the value is multiplied by to be written. */
  readonly scale: Fraction
  readonly digits: number
  /** Trailing zeros are kept. */
  readonly fixed: boolean
  readonly write: (digits: string) => string
}

function formOf(unit: UnitOf, language: Language): Form {
  const zh = language === 'zh'
  const percent = { scale: { n: 100n, d: 1n }, digits: 2, fixed: false }
  if (unit.points === true) {
    return {
      ...percent,
      write: (digits) => (zh ? `${digits} 个百分点` : `${digits} percentage points`),
    }
  }
  if (unit.ratio === true) return { ...percent, write: (digits) => `${digits}%` }
  const words = formatUnit(unit, language)
  if (unit.base['fen'] === 1) {
    return {
      scale: { n: 1n, d: 100n },
      digits: 2,
      fixed: true,
      write: (digits) => `${digits} ${words}`,
    }
  }
  const plain = { scale: { n: 1n, d: 1n }, digits: 4, fixed: false }
  return { ...plain, write: (digits) => (isBare(unit) ? digits : `${digits} ${words}`) }
}

function readBack(digits: string): Fraction {
  const [whole = '0', part = ''] = digits.split('.')
  return { n: BigInt(whole + part), d: 10n ** BigInt(part.length) }
}

/** With thousands separators, and with trailing zeros up to `places`. */
function grouped(digits: string, places: number): string {
  const [whole = '0', part = ''] = digits.split('.')
  const decimals = part.padEnd(places, '0')
  const thousands = groupDigits(whole)
  return decimals === '' ? thousands : `${thousands}.${decimals}`
}
