import { groupDigits } from '../exact.ts'
import { readNumberCell, wholeReading, wrongType } from './cell-reading.ts'
import type { ValueTypeModule } from './value-type-module.ts'
import { wholeNumber } from './whole-number.ts'

/** Amounts in whole fen. */
export const moneyType: ValueTypeModule = {
  ...wholeNumber,
  title: { zh: '金额', en: 'money' },
  written: { zh: '以分为单位的整数金额', en: 'a whole number of fen' },
  format: (value) => formatMoney(value as number),
  number: { ...wholeNumber.number, counts: 'fen' },
  cell: {
    zh: '以元为单位、最多两位小数的金额，例如 1234.50',
    en: 'an amount in yuan with at most two decimals, such as 1234.50',
  },
  readCell: (given) => readNumberCell(given, readYuan, withoutCurrency),
  writeCell: (value) => yuanText(BigInt(value as number)),
}

/** Fen as yuan with thousands separators. Pure. */
export function formatMoney(fen: number | bigint): string {
  const sign = fen < 0 ? '-' : ''
  const digits = (fen < 0 ? -fen : fen).toString().padStart(3, '0')
  return `${sign}¥${groupDigits(digits.slice(0, -2))}.${digits.slice(-2)}`
}

/** Fen as yuan with two decimals: 123450 is 1234.50. Pure. */
export function yuanText(fen: bigint): string {
  const digits = (fen < 0n ? -fen : fen).toString().padStart(3, '0')
  return `${fen < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}

function withoutCurrency(text: string): string {
  return text.replace(/^(-?)\s*¥\s*/, '$1').replace(/\s*元$/, '')
}

function readYuan(text: string): ReturnType<ValueTypeModule['readCell']> {
  const match = /^(-?)(\d+)(?:\.(\d{1,2}))?$/.exec(text)
  if (match === null) return wrongType
  const [, sign = '', yuan = '0', cents = ''] = match
  return wholeReading(BigInt(`${sign}${yuan}${cents.padEnd(2, '0')}`), {
    zh: '90071992547409.91 元',
    en: '90071992547409.91 yuan',
  })
}
