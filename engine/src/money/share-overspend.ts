import { addFractions, type Fraction, fractionOfRatio, negateFraction } from '../model/exact.ts'
import type { OverspendShare } from '../model/fund.ts'
import type { Ratio } from '../model/value.ts'
import type { Reading } from './reading.ts'
import { roundedShare } from './rounded-share.ts'
import { splitMoney } from './split-money.ts'
import { wholeWeights } from './whole-weights.ts'
import { formatMoney } from '../model/value-types/money-type.ts'

const none: Fraction = { n: 0n, d: 1n }
const one: Fraction = { n: 1n, d: 1n }

/**
 * Shares an overspend: each party its ratio of it, at most its limit, the one without a ratio the rest. `null` where a
 * ratio or a limit is missing, together they are not the whole, or nobody is left for what is beyond a limit. There are
 * too few of them for their denominators to grow too long.
 *
 * @param of what is shared, and the budget that a limit may be a ratio of
 */
export function shareOverspend(
  reading: Reading,
  shares: readonly OverspendShare[],
  of: { readonly amount: bigint; readonly budget: bigint | undefined },
): Readonly<Record<string, number>> | null {
  const parts = partsOf(reading, shares)
  const limits = shares.map((share) => limitOf(reading, share, of.budget))
  if (parts === undefined || limits.includes(undefined)) return null
  const weights = wholeWeights(parts)
  if (weights === undefined) return null
  const exact = splitMoney(of.amount, weights)
  const borne = exact.map((part, at) => atMost(part, limits[at] ?? null))
  const beyond = exact.reduce((sum, part, at) => sum + part - (borne[at] ?? 0n), 0n)
  const rest = shares.findIndex(({ part }) => part === undefined)
  if (beyond > 0n) {
    if (rest === -1) {
      reading.note(
        `超过各方上限的 ${formatMoney(beyond)} 没有写明由谁承担，无法分担。`,
        `Who bears the ${formatMoney(beyond)} beyond the limits is not said: nothing can be shared.`,
      )
      return null
    }
    borne[rest] = (borne[rest] ?? 0n) + beyond
  }
  for (const [at, share] of shares.entries()) noteBorne(reading, share, borne[at] ?? 0n)
  return Object.fromEntries(shares.map(({ id }, at) => [id, Number(borne[at] ?? 0n)]))
}

/** Each party's ratio of the whole; `undefined` where one is missing or they do not come to it. */
function partsOf(
  reading: Reading,
  shares: readonly OverspendShare[],
): readonly Fraction[] | undefined {
  const given = shares.map(({ part }) =>
    part === undefined ? none : reading.parameter(part.parameter, ['ratio']),
  )
  if (given.some((part) => part === undefined)) return undefined
  const parts = given.map((part) => (part === none ? none : fractionOfRatio(part as Ratio)))
  const rest = addFractions(one, negateFraction(parts.reduce(addFractions, none)))
  const open = shares.filter(({ part }) => part === undefined).length
  if (rest.n < 0n || parts.some(({ n }) => n < 0n) || (open === 0 ? rest.n !== 0n : open > 1)) {
    reading.note(
      '各方分担的比例合起来不等于全部，无法分担。',
      'The parts of those who share do not come to the whole: nothing can be shared.',
    )
    return undefined
  }
  return parts.map((part, at) => (shares[at]?.part === undefined ? rest : part))
}

/** The most a party bears, in fen; `null` without a limit, `undefined` while it cannot be said. */
function limitOf(
  reading: Reading,
  { limit, part }: OverspendShare,
  budget: bigint | undefined,
): bigint | null | undefined {
  // The one who bears the rest bears all of it.
  if (limit === undefined || part === undefined) return null
  const value = reading.parameter(limit.parameter, ['ratio', 'money'])
  if (value === undefined) return undefined
  if (typeof value === 'number') return BigInt(value)
  return budget === undefined ? undefined : roundedShare(budget, fractionOfRatio(value as Ratio))
}

function atMost(amount: bigint, limit: bigint | null): bigint {
  return limit === null || amount <= limit ? amount : limit
}

function noteBorne(reading: Reading, { title, part, limit }: OverspendShare, borne: bigint): void {
  const told =
    part === undefined ? { zh: '其余部分', en: 'the rest' } : reading.parameterText(part.parameter)
  const most =
    limit === undefined || part === undefined ? undefined : reading.parameterText(limit.parameter)
  reading.note(
    `${title.zh}分担 ${formatMoney(borne)}：${told.zh}${most === undefined ? '' : `，以 ${most.zh} 为上限`}`,
    `${title.en} bears ${formatMoney(borne)}: ${told.en}${most === undefined ? '' : `, at most ${most.en}`}`,
  )
}
