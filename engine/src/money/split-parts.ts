import { indexRuleset } from '../model/ruleset-index.ts'
import type { Share } from '../model/fund.ts'
import type { Text } from '../model/text.ts'
import { divideLevel } from './divide-level.ts'
import type { PartResult } from './money-result.ts'
import type { MoneyUnit } from './money-unit.ts'
import type { Reading } from './reading.ts'
import { splitMoney } from './split-money.ts'
import { formatMoney } from '../model/value-types/money-type.ts'

/**
 * Splits an amount among parties by whole weights, then each part among the units of its level. `undefined` where a
 * weight is missing or none is above zero.
 */
export function splitParts(
  reading: Reading,
  shares: readonly Share[],
  { amount, units }: { readonly amount: bigint; readonly units: readonly MoneyUnit[] | undefined },
): readonly PartResult[] | undefined {
  const weights = weightsOf(reading, shares)
  if (weights === undefined) return undefined
  const parts = splitMoney(amount, weights)
  return shares.map((share, at): PartResult => {
    const part = parts[at] ?? 0n
    const told = reading.parameterText(share.weight.parameter)
    reading.note(
      `${share.title.zh}：${formatMoney(amount)} × ${weights[at]}/${sum(weights)}＝${formatMoney(part)}，权重 ${told.zh}`,
      `${share.title.en}: ${formatMoney(amount)} × ${weights[at]}/${sum(weights)} = ${formatMoney(part)}, weight ${told.en}`,
    )
    const divided = divideLevel(reading, share.within, { amount: part, units })
    describeDivision(reading, share, divided)
    return {
      id: share.id,
      title: share.title,
      ...partyOf(reading, share),
      weight: Number(weights[at]),
      amount: Number(part),
      ...divided,
    }
  })
}

/** Each part by its id. Pure. */
export function distributionOf(parts: readonly PartResult[]): Readonly<Record<string, number>> {
  return Object.fromEntries(parts.map(({ id, amount }) => [id, amount ?? 0]))
}

function weightsOf(reading: Reading, shares: readonly Share[]): readonly bigint[] | undefined {
  const weights = shares.map((share) => reading.parameter(share.weight.parameter, ['integer']))
  if (weights.some((weight) => weight === undefined)) return undefined
  const whole = weights.map((weight) => BigInt(weight as number))
  if (whole.every((weight) => weight >= 0n) && sum(whole) > 0n) return whole
  reading.note(
    '分配权重有负数或者全是 0，无法分配。',
    'A weight is below zero, or all are zero: nothing can be split.',
  )
  return undefined
}

function sum(amounts: readonly bigint[]): bigint {
  return amounts.reduce((total, amount) => total + amount, 0n)
}

function partyOf(reading: Reading, share: Share): Pick<PartResult, 'party' | 'partyTitle'> {
  if (share.party === undefined) return { party: null, partyTitle: null }
  const code = reading.parameter(share.party.parameter, ['code', 'text'])
  if (typeof code !== 'string') return { party: null, partyTitle: null }
  const parameter = indexRuleset(reading.bundle.ruleset).parameters.get(share.party.parameter)
  const title: Text = parameter?.codes?.find((known) => known.code === code)?.title ?? {
    zh: code,
    en: code,
  }
  return { party: code, partyTitle: title }
}

function describeDivision(
  reading: Reading,
  share: Share,
  { key, units, undivided }: Pick<PartResult, 'key' | 'units' | 'undivided'>,
): void {
  if (undivided !== null)
    reading.note(`${share.title.zh}：${undivided.zh}`, `${share.title.en}: ${undivided.en}`)
  if (units === null || key === null) return
  const told =
    share.within?.key === undefined ? undefined : reading.parameterText(share.within.key.parameter)
  const by = told ?? reading.factTitle(key)
  reading.note(
    `${share.title.zh}：在 ${units.length} 个单位之间按 ${by.zh} 分配，余下的分按最大余数。`,
    `${share.title.en}: among ${units.length} units by ${by.en}, the fen left over by largest remainder.`,
  )
}
