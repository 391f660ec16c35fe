import { compareFractions, formatFraction, fractionOfRatio } from '../exact.ts'
import { isJsonObject } from '../json.ts'
import { ordering } from '../operator.ts'
import type { Language } from '../text.ts'
import { unitLabels } from '../unit-labels.ts'
import { type Ratio, ratioSchema, type Value } from '../value.ts'
import { type CellReading, maxWhole, readNumberCell, wrongType } from './cell-reading.ts'
import { plainText } from './format-plain.ts'
import { ratiosBetween } from './ratios-between.ts'
import type { ValueTypeModule } from './value-type-module.ts'

const fractionOf = (value: Value) => fractionOfRatio(value as Ratio)

/** Exact shares: two whole numbers, never divided. */
export const ratioType: ValueTypeModule = {
  title: { zh: '百分比', en: 'percentage' },
  written: {
    zh: '比值 {"numerator": 整数, "denominator": 正整数}',
    en: 'a ratio {"numerator": whole, "denominator": whole above 0}',
  },
  fits: (value) => ratioSchema.safeParse(value).success,
  operators: ordering,
  compare: (a, b) => compareFractions(fractionOf(a), fractionOf(b)),
  format: (value, { unit }, language) => {
    if (!isRatio(value)) return plainText(value)
    return unit === 'times' ? formatMultiple(value, language) : formatRatio(value)
  },
  inSentence: true,
  hasCodes: false,
  number: {
    of: fractionOf,
    from: ({ n, d }) => ({ numerator: Number(n), denominator: Number(d) }),
    adds: false,
    counts: 'share',
    digits: { over: 16, under: 16, tens: 0 },
  },
  first: () => ({ numerator: 0, denominator: 100 }),
  samples: ({ minimum = 0, maximum = minimum + 1 }) => [
    { numerator: minimum, denominator: 1 },
    { numerator: maximum, denominator: 1 },
  ],
  between: (low, high, count) => {
    const [from, to] = [low, high].map((end) => (end === undefined ? undefined : fractionOf(end)))
    return ratiosBetween(from, to, count).map(({ n, d }) => ({
      numerator: Number(n),
      denominator: Number(d),
    }))
  },
  draw: ({ known, pick }) => {
    const base = isRatio(known) ? known : { numerator: 1, denominator: 2 }
    return {
      numerator: base.numerator * 10 + pick([-1, 0, 0, 1]),
      denominator: base.denominator * 10,
    }
  },
  shift: (value, by) =>
    isRatio(value)
      ? {
          numerator: value.numerator * 1000 + by * value.denominator,
          denominator: value.denominator * 1000,
        }
      : undefined,
  comparable: (value) => {
    const { numerator, denominator } = value as Ratio
    return numerator / denominator
  },
  cell: { zh: '比率，例如 38.34% 或 7/10', en: 'a ratio, such as 38.34% or 7/10' },
  readCell: (given) => readNumberCell(given, readShare),
  writeCell: (value) => formatRatio(value as Ratio),
}

/** A ratio as a percentage where that is exact to four places, else as it stands. Pure. */
export function formatRatio(ratio: Ratio): string {
  const scaled = BigInt(ratio.numerator) * 1_000_000n
  if (scaled % BigInt(ratio.denominator) !== 0n) return `${ratio.numerator}/${ratio.denominator}`
  return `${formatFraction({ n: BigInt(ratio.numerator) * 100n, d: BigInt(ratio.denominator) }, 4)}%`
}

/** A ratio that is a multiple, as one: 5 倍. Where four places are not exact it stays a fraction. */
function formatMultiple({ numerator, denominator }: Ratio, language: Language): string {
  const number = { n: BigInt(numerator), d: BigInt(denominator) }
  const isExact = (number.n * 10_000n) % number.d === 0n
  const digits = isExact ? formatFraction(number, 4) : `${numerator}/${denominator}`
  return `${digits} ${unitLabels['times']?.[language] ?? ''}`
}

function isRatio(value: Value | undefined): value is Ratio {
  return isJsonObject(value)
}

function readShare(text: string): CellReading {
  const fraction = /^(-?\d+)\s*\/\s*(\d+)$/.exec(text)
  if (fraction !== null) {
    const [numerator, denominator] = [Number(fraction[1]), Number(fraction[2])]
    return denominator === 0 ? wrongType : ratioReading({ numerator, denominator })
  }
  const percent = /^(-?)(\d+)(?:\.(\d+))?%$/.exec(text)
  if (percent !== null) {
    const [, sign = '', digits = '', part = ''] = percent
    return ratioReading({
      numerator: Number(`${sign}${digits}${part}`) + 0,
      denominator: Number(`100${'0'.repeat(part.length)}`),
    })
  }
  // A bare number up to one can only be a share; a larger one could be meant as per cent.
  const share = /^(-?)([01])(?:\.(\d+))?$/.exec(text)
  if (share === null || (share[2] === '1' && /[1-9]/.test(share[3] ?? ''))) return wrongType
  const [, sign = '', digit = '', part = ''] = share
  const reading = ratioReading({
    numerator: Number(`${sign}${digit}${part}`) + 0,
    denominator: Number(`1${'0'.repeat(part.length)}`),
  })
  if ('problem' in reading) return reading
  return { ...reading, note: { code: 'NOTE_SHARE', read: percentText(sign, digit, part) } }
}

function ratioReading(ratio: Ratio): CellReading {
  const isSafe = Number.isSafeInteger(ratio.numerator) && Number.isSafeInteger(ratio.denominator)
  return isSafe ? { value: ratio } : { problem: 'CELL_TOO_LARGE', limit: maxWhole }
}

/** 0.3834 as 38.34%. */
function percentText(sign: string, digit: string, part: string): string {
  const digits = `${digit}${part.padEnd(2, '0')}`
  const whole = digits.slice(0, 3).replace(/^0{1,2}/, '')
  const rest = digits.slice(3).replace(/0+$/, '')
  return `${sign}${whole}${rest === '' ? '' : `.${rest}`}%`
}
