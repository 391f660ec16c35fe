import type { Bundle } from '../model/bundle.ts'
import type { Text } from '../model/text.ts'
import { textOrder } from './each-once.ts'
import { exactSum } from './exact-sum.ts'
import type { AccountId, Ledger } from './ledger.ts'
import type { FundResult, PartResult, PoolResult } from './money-result.ts'
import type { MoneyUnit } from './money-unit.ts'
import type { StatementLine, UnitStatement } from './settlement.ts'

/** What every unit gets and owes in the period, by rule: one statement for each unit listed or posted to, by id. Pure. */
export function unitStatements(
  bundle: Bundle,
  units: readonly MoneyUnit[],
  {
    funds,
    pools,
    ledger,
  }: {
    readonly funds: readonly FundResult[]
    readonly pools: readonly PoolResult[]
    readonly ledger: Ledger
  },
): readonly UnitStatement[] {
  const lines = new Map<string, StatementLine[]>(units.map(({ unit }) => [unit.id, []]))
  const add = (unit: string, line: StatementLine) => {
    const known = lines.get(unit)
    if (known === undefined) lines.set(unit, [line])
    else known.push(line)
  }
  for (const { fund, title, parts } of funds)
    for (const [unit, line] of partLines(parts, { kind: 'fund', rule: `/funds/${fund}`, title }))
      add(unit, line)
  for (const { incentive, title, parts } of pools)
    for (const [unit, line] of partLines(parts, {
      kind: 'pool',
      rule: `/incentives/${incentive}`,
      title,
    }))
      add(unit, line)
  for (const [unit, line] of ledgerLines(bundle, ledger)) add(unit, line)
  const titles = new Map(units.map(({ unit }) => [unit.id, unit.title]))
  return [...lines]
    .toSorted(([a], [b]) => textOrder(a, b))
    .map(([unit, own]) => ({
      unit,
      title: titles.get(unit) ?? unit,
      lines: own,
      total: exactSum(own.map(({ amount }) => amount)),
    }))
}

/** The parts of a split that reached units. */
function partLines(
  parts: readonly PartResult[],
  { title, ...line }: Pick<StatementLine, 'kind' | 'rule' | 'title'>,
): readonly (readonly [string, StatementLine])[] {
  return parts.flatMap((part) =>
    (part.units ?? []).map(({ unit, amount }): readonly [string, StatementLine] => [
      unit,
      {
        ...line,
        part: part.id,
        title: {
          zh: `${title.zh}：${part.title.zh}`,
          en: `${title.en}: ${part.title.en}`,
        },
        count: 1,
        amount,
      },
    ]),
  )
}

/** What the ledger holds of each unit, summed by rule and side: reversals take their count and amount back. */
function ledgerLines(
  bundle: Bundle,
  { postings }: Ledger,
): readonly (readonly [string, StatementLine])[] {
  const sums = new Map<string, { unit: string; line: StatementLine }>()
  for (const { rule, debit, credit, amount, reverses } of postings) {
    const count = reverses === undefined ? 1 : -1
    for (const [account, sign] of [
      [debit, -1],
      [credit, 1],
    ] as const) {
      const side = unitSide(account)
      if (side === undefined) continue
      const key = `${side.unit} ${side.kind} ${rule}`
      const known = sums.get(key)
      sums.set(key, {
        unit: side.unit,
        line: {
          kind: side.kind,
          rule,
          part: null,
          title: titleOf(bundle, rule),
          count: (known?.line.count ?? 0) + count,
          amount: (known?.line.amount ?? 0) + sign * amount,
        },
      })
    }
  }
  return [...sums].toSorted(([a], [b]) => textOrder(a, b)).map(([, { unit, line }]) => [unit, line])
}

function unitSide(
  account: AccountId,
): { readonly kind: 'income' | 'charges'; readonly unit: string } | undefined {
  for (const kind of ['income', 'charges'] as const)
    if (account.startsWith(`${kind}:`)) return { kind, unit: account.slice(kind.length + 1) }
  return undefined
}

function titleOf(bundle: Bundle, rule: string): Text {
  const { prices, incentives } = bundle.ruleset
  const [, list, id] = rule.split('/')
  const items: readonly { readonly id: string; readonly title: Text }[] =
    list === 'prices' ? prices : incentives
  return items.find((item) => item.id === id)?.title ?? { zh: rule, en: rule }
}
