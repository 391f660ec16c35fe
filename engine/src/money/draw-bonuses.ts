import { indexRuleset } from '../model/ruleset-index.ts'
import { fractionOfRatio } from '../model/exact.ts'
import type { Fund } from '../model/fund.ts'
import type { Incentive } from '../model/money-rule.ts'
import { formatMoney } from '../model/value-types/money-type.ts'
import type { Ratio } from '../model/value.ts'
import { nobody } from './divide-level.ts'
import { incentiveApplies } from './incentive-applies.ts'
import { sourceOf } from './money-labels.ts'
import type { DrawnBonus } from './money-result.ts'
import type { MoneyUnit } from './money-unit.ts'
import { type Reading, startReading } from './reading.ts'
import { roundedShare } from './rounded-share.ts'
import { splitParts } from './split-parts.ts'

/**
 * What is drawn from a surplus before it is split, bonus by bonus; `undefined` while one cannot be said, or where
 * together they are more than the surplus. Where no unit has earned a bonus nothing is drawn for it.
 */
export function drawBonuses(
  reading: Reading,
  fund: Fund,
  of: { readonly surplus: bigint; readonly units: readonly MoneyUnit[] | undefined },
): readonly DrawnBonus[] | undefined {
  const drawn: DrawnBonus[] = []
  for (const id of fund.bonuses ?? []) {
    const incentive = indexRuleset(reading.bundle.ruleset).incentives.get(id)
    const bonus = incentive && drawOne(reading, incentive, of)
    if (bonus === undefined) return undefined
    drawn.push(bonus)
  }
  const sum = drawn.reduce((total, { amount }) => total + BigInt(amount), 0n)
  if (sum <= of.surplus) return drawn
  reading.note(
    `从结余中提取的合计 ${formatMoney(sum)}，超过结余 ${formatMoney(of.surplus)}，无法分配。`,
    `What is to be drawn, ${formatMoney(sum)}, is more than the surplus of ${formatMoney(of.surplus)}: nothing can be split.`,
  )
  return undefined
}

function drawOne(
  reading: Reading,
  incentive: Incentive,
  {
    surplus,
    units,
  }: { readonly surplus: bigint; readonly units: readonly MoneyUnit[] | undefined },
): DrawnBonus | undefined {
  const { id, title, part, split = [] } = incentive
  const applies = incentiveApplies(reading, incentive)
  if (applies === false) return { incentive: id, title, amount: 0 }
  const rate = part && reading.parameter(part.parameter, ['ratio'])
  if (applies !== true || part === undefined || rate === undefined) return undefined
  const amount = roundedShare(surplus, fractionOfRatio(rate as Ratio))
  const source = sourceOf(reading.bundle, `/incentives/${id}`, incentive.cites)
  if (units !== undefined && !hasTakers(reading, incentive, units)) {
    reading.note(
      `${title.zh}：没有单位符合条件，不提取（${source.zh}）`,
      `${title.en}: no unit has earned it, nothing is drawn (${source.en})`,
    )
    return { incentive: id, title, amount: 0 }
  }
  const told = reading.parameterText(part.parameter)
  reading.note(
    `${title.zh}：分配前从结余 ${formatMoney(surplus)} 中提取 ${formatMoney(amount)}，${told.zh}（${source.zh}）`,
    `${title.en}: ${formatMoney(amount)} is drawn from the surplus of ${formatMoney(surplus)} before the split, ${told.en} (${source.en})`,
  )
  return split.length === 0 ? undefined : { incentive: id, title, amount: Number(amount) }
}

/** True unless it is known of every part that no unit belongs to it. Asked apart: it is explained with the pool. */
function hasTakers(
  reading: Reading,
  { split = [] }: Incentive,
  units: readonly MoneyUnit[],
): boolean {
  const aside = startReading(reading.bundle, reading.facts, reading.asOf)
  const parts = splitParts(aside, split, { amount: 0n, units })
  return parts === undefined || parts.some(({ undivided }) => undivided !== nobody)
}
