import type { Bundle } from '../model/bundle.ts'
import { fractionOfRatio } from '../model/exact.ts'
import type { Incentive } from '../model/money-rule.ts'
import { formatMoney } from '../model/value-types/money-type.ts'
import type { Ratio } from '../model/value.ts'
import { incentiveApplies } from './incentive-applies.ts'
import type { FundResult, PoolResult } from './money-result.ts'
import type { MoneyInput } from './money-unit.ts'
import { sourceOf } from './money-labels.ts'
import { type Reading, startReading } from './reading.ts'
import { roundedShare } from './rounded-share.ts'
import { distributionOf, splitParts } from './split-parts.ts'

/**
 * Splits the pool of an incentive by its weights, and each part among the units of its level: pay by 5-4-1. The pool is
 * what the funds drew for it where one names it among its bonuses, else its fact. Pure.
 * @throws RangeError when the bundle has no such incentive, or it has no pool to split, or a unit is listed twice
 */
export function splitPool(
  bundle: Bundle,
  id: string,
  { facts, asOf, units, funds }: MoneyInput & { readonly funds?: readonly FundResult[] },
): PoolResult {
  const incentive = bundle.ruleset.incentives.find((known) => known.id === id)
  const isBonus = bundle.ruleset.funds.some(({ bonuses }) => bonuses?.includes(id))
  if (incentive?.split === undefined || (incentive.pool === undefined && !isBonus))
    throw new RangeError(`The bundle has no incentive "${id}" with a pool to split.`)
  const reading = startReading(bundle, facts, asOf)
  const applies = incentiveApplies(reading, incentive)
  const pool = isBonus ? drawnFor(id, funds ?? []) : poolOf(reading, incentive)
  const source = sourceOf(bundle, `/incentives/${id}`, incentive.cites)
  reading.note(`${incentive.title.zh}（${source.zh}）`, `${incentive.title.en} (${source.en})`)
  const parts =
    applies === true && pool !== undefined
      ? splitParts(reading, incentive.split, { amount: pool, units })
      : undefined
  return {
    incentive: id,
    title: incentive.title,
    applies,
    pool: reading.fen(pool, `/incentives/${id}/pool`),
    distribution: parts === undefined ? null : distributionOf(parts),
    parts: parts ?? [],
    ...reading.explained(),
  }
}

/** What the funds drew for a bonus; `undefined` while none has distributed anything. */
function drawnFor(id: string, funds: readonly FundResult[]): bigint | undefined {
  const drawn = funds.flatMap(({ drawn = [] }) => drawn.filter(({ incentive }) => incentive === id))
  return drawn.length === 0
    ? undefined
    : drawn.reduce((sum, { amount }) => sum + BigInt(amount), 0n)
}

/** The fact with the pool, or the part of it that is handed out. */
function poolOf(reading: Reading, { pool, part }: Incentive): bigint | undefined {
  const whole = pool === undefined ? undefined : reading.amount(pool)
  if (part === undefined) return whole
  const rate = reading.parameter(part.parameter, ['ratio'])
  if (whole === undefined || rate === undefined) return undefined
  const amount = roundedShare(whole, fractionOfRatio(rate as Ratio))
  const told = reading.parameterText(part.parameter)
  reading.note(
    `从 ${formatMoney(whole)} 中提取 ${formatMoney(amount)}：${told.zh}`,
    `${formatMoney(amount)} is drawn from ${formatMoney(whole)}: ${told.en}`,
  )
  return amount
}

/** The incentives of a ruleset that split a pool. Pure. */
export function poolsOf(bundle: Bundle): readonly string[] {
  const bonuses = new Set(bundle.ruleset.funds.flatMap((fund) => fund.bonuses ?? []))
  return bundle.ruleset.incentives
    .filter(({ id, pool, split }) => (pool !== undefined || bonuses.has(id)) && split !== undefined)
    .map(({ id }) => id)
}
