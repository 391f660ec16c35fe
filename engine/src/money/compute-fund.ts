import type { Bundle } from '../model/bundle.ts'
import { unknownFactsOf } from '../decisions/unknown-facts.ts'
import { evaluateStandaloneCondition } from '../decisions/evaluate-standalone-condition.ts'
import type { Facts } from '../decisions/facts.ts'
import { formatFraction, fractionOfRatio } from '../model/exact.ts'
import type { Fund } from '../model/fund.ts'
import type { Ratio } from '../model/value.ts'
import { bearOverspend } from './bear-overspend.ts'
import { distributeSurplus } from './distribute-surplus.ts'
import { readSpending } from './fund-spending.ts'
import { fundWaterfall } from './fund-waterfall.ts'
import type { FundResult } from './money-result.ts'
import type { MoneyInput } from './money-unit.ts'
import { sourceOf } from './money-labels.ts'
import { type Reading, startReading } from './reading.ts'
import { roundedShare } from './rounded-share.ts'
import { distributionOf } from './split-parts.ts'
import { unitFacts, unitsById } from './unit-facts.ts'
import { formatMoney } from '../model/value-types/money-type.ts'

/**
 * What a fund comes to: one result, or, where it is a fund of its own for several units, one for each of them by id.
 * Where no unit is known to have one, or of some unit it is not known, the result says what is missing. Pure.
 *
 * @throws RangeError when the bundle has no such fund, or a unit is listed twice
 */
export function computeFunds(bundle: Bundle, id: string, input: MoneyInput): readonly FundResult[] {
  const where = bundle.ruleset.funds.find((known) => known.id === id)?.holders
  if (where === undefined) return [computeFund(bundle, id, input)]
  const results = unitsById(input.units ?? []).flatMap((holder) => {
    const facts = unitFacts(holder, bundle.ruleset)
    const belongs = evaluateStandaloneCondition(bundle, where, facts, input.asOf)
    if (belongs.result === false) return []
    const result = computeFund(bundle, id, {
      ...input,
      facts: {
        ...withoutAmounts(bundle, id, input.facts),
        ...(belongs.result === true ? facts : {}),
      },
      units: input.units?.map((unit) => ({ ...unit, holder: holder.unit.id })),
    })
    const { title } = holder.unit
    const own = {
      ...result,
      title: { zh: `${result.title.zh}（${title}）`, en: `${result.title.en} (${title})` },
      holder: holder.unit.id,
    }
    return belongs.result === true
      ? [own]
      : [{ ...own, needs: [...new Set([...own.needs, ...unknownFactsOf(belongs)])] }]
  })
  return results.length > 0
    ? results
    : [computeFund(bundle, id, { ...input, facts: withoutAmounts(bundle, id, input.facts) })]
}

/** The community's facts without the amounts of a fund that each unit has of its own: they are no unit's. */
function withoutAmounts(bundle: Bundle, id: string, facts: Facts): Facts {
  const fund = bundle.ruleset.funds.find((known) => known.id === id)
  const amounts = [fund?.raised, fund?.insured, fund?.spent, fund?.policyFactor]
  const own = new Set([...amounts, ...(fund?.spending ?? []).map(({ fact }) => fact)])
  return Object.fromEntries(Object.entries(facts).filter(([fact]) => !own.has(fact)))
}

/**
 * Budget, capitation, spending, overspend and split of a fund, exact to the fen and explained. Pure.
 *
 * @throws RangeError when the bundle has no such fund, or a unit is listed twice
 * @example computeFund(bundle, 'residentFund', { facts, asOf: '2025-12-31' }).budget // 9_300_000_000
 */
export function computeFund(
  bundle: Bundle,
  id: string,
  { facts, asOf, units }: MoneyInput,
): FundResult {
  const fund = bundle.ruleset.funds.find((known) => known.id === id)
  if (fund === undefined) throw new RangeError(`The bundle has no fund "${id}".`)
  const reading = startReading(bundle, facts, asOf)
  const path = `/funds/${id}`
  const fen = (amount: bigint | undefined, member: string) =>
    reading.fen(amount, `${path}/${member}`)

  const raised = reading.amount(fund.raised)
  const budget = budgetOf(reading, fund, raised)
  const capitation = capitationOf(reading, fund, budget)
  const { spending, spent } = readSpending(reading, fund)
  const balance = budget === undefined || spent === undefined ? undefined : budget - spent
  const surplus = balance === undefined ? undefined : balance > 0n ? balance : 0n
  const overspend = balance === undefined ? undefined : balance < 0n ? -balance : 0n
  if (balance !== undefined) describeBalance(reading, { budget, spent, balance })
  const borne = bearOverspend(reading, fund, { overspend, budget })
  const { parts, drawn, blockedBy, decisions } = distributeSurplus(reading, fund, {
    surplus: fen(surplus, 'surplus') === null ? undefined : surplus,
    units,
  })

  const result = {
    raised: fen(raised, 'raised'),
    notBudgeted:
      raised === undefined || budget === undefined ? null : fen(raised - budget, 'notBudgeted'),
    budget: fen(budget, 'budget'),
    spending,
    spent: fen(spent, 'spent'),
    surplus: fen(surplus, 'surplus'),
    overspend: fen(overspend, 'overspend'),
    parts: parts ?? [],
    ...(fund.bonuses === undefined ? {} : { drawn }),
  }
  return {
    fund: id,
    title: fund.title,
    ...result,
    capitation,
    ...borne,
    distribution: parts === undefined ? null : distributionOf(parts),
    blockedBy,
    decisions,
    waterfall: fundWaterfall(reading.factTitle(fund.raised), result),
    ...reading.explained(),
  }
}

/** The budgeted part of what was raised, rounded half up to the fen. What the rest is for, no source says. */
function budgetOf(reading: Reading, fund: Fund, raised: bigint | undefined): bigint | undefined {
  const rate = reading.parameter(fund.budgetRate.parameter, ['ratio'])
  if (raised === undefined || rate === undefined) return undefined
  const budget = roundedShare(raised, fractionOfRatio(rate as Ratio))
  const title = reading.factTitle(fund.raised)
  const told = reading.parameterText(fund.budgetRate.parameter)
  const source = sourceOf(reading.bundle, `/funds/${fund.id}`, fund.cites)
  reading.note(
    `预算：${title.zh} ${formatMoney(raised)} × ${told.zh}＝${formatMoney(budget)}（${source.zh}）`,
    `budget: ${title.en} ${formatMoney(raised)} × ${told.en} = ${formatMoney(budget)} (${source.en})`,
  )
  if (raised > budget)
    reading.note(
      `未列入预算的 ${formatMoney(raised - budget)}，文件没有写明用途。`,
      `${formatMoney(raised - budget)} is not budgeted; what it is for the source does not state.`,
    )
  return budget
}

function capitationOf(reading: Reading, fund: Fund, budget: bigint | undefined): string | null {
  const insured = reading.amount(fund.insured)
  if (budget === undefined || insured === undefined || insured <= 0n) return null
  const capitation = formatFraction({ n: budget, d: insured * 100n }, 2)
  const title = reading.factTitle(fund.insured)
  reading.note(
    `人均：${formatMoney(budget)} ÷ ${title.zh} ${insured}＝${capitation} 元`,
    `a head: ${formatMoney(budget)} ÷ ${title.en} ${insured} = ${capitation} yuan`,
  )
  return capitation
}

function describeBalance(
  reading: Reading,
  {
    budget = 0n,
    spent = 0n,
    balance,
  }: {
    readonly budget: bigint | undefined
    readonly spent: bigint | undefined
    readonly balance: bigint
  },
): void {
  const [zh, en] = balance < 0n ? ['超支', 'overspend'] : ['结余', 'surplus']
  const amount = formatMoney(balance < 0n ? -balance : balance)
  reading.note(
    `${zh}：预算 ${formatMoney(budget)} 与支出 ${formatMoney(spent)} 相差 ${amount}`,
    `${en}: budget ${formatMoney(budget)} against spending ${formatMoney(spent)}, ${amount}`,
  )
}
