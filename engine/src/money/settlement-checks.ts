import type { Text } from '../model/text.ts'
import { exactSum } from './exact-sum.ts'
import type { Ledger } from './ledger.ts'
import type { FundResult, PartResult, PoolResult } from './money-result.ts'
import type { SettlementCheck, UnitStatement } from './settlement.ts'

/** The sums of a settlement that must agree. Pure. */
export function settlementChecks({
  funds,
  pools,
  ledger,
  statements,
}: {
  readonly funds: readonly FundResult[]
  readonly pools: readonly PoolResult[]
  readonly ledger: Ledger
  readonly statements: readonly UnitStatement[]
}): readonly SettlementCheck[] {
  const splits: readonly Split[] = [
    ...funds.map((fund) => ({ ...fund, id: idOf(fund), whole: fund.surplus })),
    ...pools.map((pool) => ({ ...pool, id: `incentives.${pool.incentive}`, whole: pool.pool })),
  ]
  const lines = statements.flatMap((statement) => statement.lines)
  const parts = splits.flatMap((split) => split.parts)
  const handedOut = parts.flatMap(({ units }) => (units ?? []).map(({ amount }) => amount))
  const unitNet = ledger.units.map(({ net }) => net)
  return [
    ...funds.flatMap(fundChecks),
    ...splits.flatMap(({ id, title, whole, distribution, drawn = [], parts: own }) => [
      ...(distribution === null
        ? []
        : [
            check(
              `${id}.parts`,
              words.parts(title),
              [...drawn, ...own].map(({ amount }) => amount),
              [whole],
            ),
          ]),
      ...own.flatMap((part) => levelCheck(id, title, part)),
    ]),
    check('ledger', words.ledger, [ledger.debits], [ledger.credits]),
    check(
      'ledger.accounts',
      words.accounts,
      ledger.trialBalance.map(({ balance }) => balance),
      [],
    ),
    check(
      'statements',
      words.statements,
      statements.map(({ total }) => total),
      [...handedOut, ...unitNet],
    ),
    check(
      'statements.ledger',
      words.statementsLedger,
      lines
        .filter(({ kind }) => kind === 'income' || kind === 'charges')
        .map(({ amount }) => amount),
      // What units have earned less what they owe came out of pools and the community's own account.
      ledger.trialBalance
        .filter(({ kind }) => kind === 'pool' || kind === 'community')
        .map(({ balance }) => balance),
    ),
  ]
}

type Split = Pick<FundResult, 'title' | 'distribution' | 'drawn' | 'parts'> & {
  readonly id: string
  readonly whole: number | null
}

/** Units may each have a fund of their own. */
function idOf({ fund, holder }: FundResult): string {
  return holder === undefined ? `funds.${fund}` : `funds.${fund}.${holder}`
}

/** Budget less spending is surplus less overspend; what is overspent is borne by somebody, to the fen. */
function fundChecks(fund: FundResult): readonly SettlementCheck[] {
  const { title, budget, spent, surplus, overspend, borneByBearer, borneByPolicyFactorPayer } = fund
  const id = idOf(fund)
  if (budget === null || spent === null || surplus === null || overspend === null) return []
  return [
    check(`${id}.balance`, words.balance(title), [budget, -spent], [surplus, -overspend]),
    ...(borneByBearer === null || borneByPolicyFactorPayer === null
      ? []
      : [
          check(
            `${id}.overspend`,
            words.overspend(title),
            [borneByBearer, borneByPolicyFactorPayer],
            [overspend],
          ),
        ]),
    ...(fund.borneBy === null
      ? []
      : [check(`${id}.shared`, words.shared(title), Object.values(fund.borneBy), [borneByBearer])]),
  ]
}

function levelCheck(id: string, title: Text, part: PartResult): readonly SettlementCheck[] {
  if (part.units === null) return []
  const told = {
    zh: `${title.zh}：${part.title.zh}分到各单位之和等于这一份`,
    en: `${title.en}: the units of ${part.title.en} sum to the part`,
  }
  return [
    check(
      `${id}.${part.id}`,
      told,
      part.units.map(({ amount }) => amount),
      [part.amount],
    ),
  ]
}

function check(
  id: string,
  title: Text,
  left: readonly (number | null)[],
  right: readonly (number | null)[],
): SettlementCheck {
  const sums = { left: exactSum(left), right: exactSum(right) }
  return { id, title, ...sums, holds: sums.left !== null && sums.left === sums.right }
}

const words = {
  parts: ({ zh, en }: Text): Text => ({
    zh: `${zh}：各份之和等于总额`,
    en: `${en}: the parts sum to the whole`,
  }),
  balance: ({ zh, en }: Text): Text => ({
    zh: `${zh}：预算减支出等于结余减超支`,
    en: `${en}: budget less spending is surplus less overspend`,
  }),
  overspend: ({ zh, en }: Text): Text => ({
    zh: `${zh}：承担的合计等于超支`,
    en: `${en}: what is borne sums to the overspend`,
  }),
  shared: ({ zh, en }: Text): Text => ({
    zh: `${zh}：各方分担之和等于应承担数`,
    en: `${en}: the shares sum to what is to be borne`,
  }),
  ledger: { zh: '内部账：借方合计等于贷方合计', en: 'ledger: debits equal credits' },
  accounts: { zh: '内部账：各账户余额之和为零', en: 'ledger: the accounts sum to zero' },
  statements: {
    zh: '各单位清单合计等于分配数加内部账净额',
    en: 'the statements sum to what was handed out and the net of the ledger',
  },
  statementsLedger: {
    zh: '各单位内部收支净额等于激励资金和统筹账户的支出',
    en: 'what units earned net inside came out of incentive funds and the common account',
  },
} as const
