import {
  compareFractions,
  decimalPattern,
  formatFraction,
  type Fraction,
  fractionOfDecimal,
} from '../exact.ts'
import { ordering } from '../operator.ts'
import type { Value } from '../value.ts'
import { readNumberCell, wrongType } from './cell-reading.ts'
import { formatPlain } from './format-plain.ts'
import type { ValueTypeModule } from './value-type-module.ts'
import { type WholeLine, wholesBetween } from './whole-line.ts'

const fits = (value: unknown) => typeof value === 'string' && decimalPattern.test(value)
const fractionOf = (value: Value) => fractionOfDecimal(value as string)
// Decimals have thirty digits behind the point at most, and so have their sums.
const decimalOf = (number: Fraction) => formatFraction(number, 30)

const one = 10n ** 30n

const line: WholeLine = {
  of: (value) => {
    const { n, d } = fractionOf(value)
    return (n * one) / d
  },
  from: (whole) => decimalOf({ n: whole, d: one }),
  least: 1n - one * one,
  most: one * one - 1n,
  start: 0n,
  steps: Array.from({ length: 31 }, (_, digits) => 10n ** BigInt(30 - digits)),
}

/** Exact decimals, written as text so that none of their digits is lost. */
export const decimalType: ValueTypeModule = {
  title: { zh: '小数', en: 'decimal' },
  written: { zh: '写成文字的小数，例如 "36.5"', en: 'a decimal written as text, such as "36.5"' },
  fits,
  hint: (value) =>
    typeof value === 'number' && Number.isFinite(value)
      ? {
          zh: `小数须按文字传送，以免途中丢失位数：请写成 "${value}"。`,
          en: `A decimal goes as text, so that none of its digits is lost on the way: please send "${value}".`,
        }
      : undefined,
  operators: ordering,
  compare: (a, b) => compareFractions(fractionOf(a), fractionOf(b)),
  format: formatPlain,
  inSentence: true,
  hasCodes: false,
  number: {
    of: fractionOf,
    from: decimalOf,
    adds: true,
    counts: 'unit',
    digits: { over: 60, under: 0, tens: 30 },
  },
  first: () => '0',
  samples: ({ minimum = 0, maximum = minimum + 1 }) => [String(minimum), String(maximum)],
  between: (low, high, count) => wholesBetween(line, low, high, count),
  draw: ({ known, pick }) => {
    const base = typeof known === 'string' ? Number(known) : 10
    return (base + pick([-1, -0.1, 0, 0, 0.1, 1])).toFixed(1)
  },
  shift: (value, by) =>
    typeof value === 'string' ? (Number(value) + by / 10).toFixed(2) : undefined,
  comparable: Number,
  cell: { zh: '小数，例如 36.5', en: 'a decimal, such as 36.5' },
  readCell: (given) => readNumberCell(given, (text) => (fits(text) ? { value: text } : wrongType)),
  writeCell: String,
}
