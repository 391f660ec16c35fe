import { addFractions, type Fraction, fractionOfRatio, negateFraction } from '../model/exact.ts'
import type { OverspendShare } from '../model/fund.ts'
import type { Ratio } from '../model/value.ts'
import type { Reading } from './reading.ts'
import { splitMoney } from './split-money.ts'
import { wholeWeights } from './whole-weights.ts'
import { formatMoney } from '../model/value-types/money-type.ts'

const none: Fraction = { n: 0n, d: 1n }
const one: Fraction = { n: 1n, d: 1n }

/**
 * Shares an overspend: each party its ratio of it, the one without a ratio the rest. `null` where a ratio is missing
 * or together they are not the whole. There are too few of them for their denominators to grow too long.
 */
export function shareOverspend(
  reading: Reading,
  shares: readonly OverspendShare[],
  amount: bigint,
): Readonly<Record<string, number>> | null {
  const given = shares.map(({ part }) =>
    part === undefined ? none : reading.parameter(part.parameter, ['ratio']),
  )
  if (given.some((part) => part === undefined)) return null
  const parts = given.map((part) => (part === none ? none : fractionOfRatio(part as Ratio)))
  const rest = addFractions(one, negateFraction(parts.reduce(addFractions, none)))
  const open = shares.filter(({ part }) => part === undefined).length
  if (rest.n < 0n || parts.some(({ n }) => n < 0n) || (open === 0 ? rest.n !== 0n : open > 1)) {
    reading.note(
      '各方分担的比例合起来不等于全部，无法分担。',
      'The parts of those who share do not come to the whole: nothing can be shared.',
    )
    return null
  }
  const whole = parts.map((part, at) => (shares[at]?.part === undefined ? rest : part))
  const weights = wholeWeights(whole)
  if (weights === undefined) return null
  const borne = splitMoney(amount, weights)
  for (const [at, { title, part }] of shares.entries()) {
    const told =
      part === undefined
        ? { zh: '其余部分', en: 'the rest' }
        : reading.parameterText(part.parameter)
    reading.note(
      `${title.zh}分担 ${formatMoney(borne[at] ?? 0n)}：${told.zh}`,
      `${title.en} bears ${formatMoney(borne[at] ?? 0n)}: ${told.en}`,
    )
  }
  return Object.fromEntries(shares.map(({ id }, at) => [id, Number(borne[at] ?? 0n)]))
}
