import type { Text } from '../model/text.ts'
import type { FundResult, WaterfallEntry } from './money-result.ts'

type Amounts = Pick<
  FundResult,
  | 'raised'
  | 'notBudgeted'
  | 'budget'
  | 'spending'
  | 'spent'
  | 'surplus'
  | 'overspend'
  | 'parts'
  | 'drawn'
>

/** From what was raised down to who gets what. Each total is the one before less what stands between. Pure. */
export function fundWaterfall(raisedTitle: Text, fund: Amounts): readonly WaterfallEntry[] {
  const { spending, spent, overspend } = fund
  // Categories are shown only where they come to the whole: otherwise the steps would not add up.
  const bySum = spending.reduce((sum, { amount }) => sum + (amount ?? 0), 0)
  const complete = spending.length > 0 && bySum === spent
  const less: readonly WaterfallEntry[] = complete
    ? spending.map(({ id, title, amount }) => ({
        id: `spending.${id}`,
        kind: 'less',
        title,
        amount,
      }))
    : [{ id: 'spent', kind: 'less', title: titles.spent, amount: spent }]
  const overspent = overspend !== null && overspend > 0
  return [
    { id: 'raised', kind: 'total', title: raisedTitle, amount: fund.raised },
    { id: 'notBudgeted', kind: 'less', title: titles.notBudgeted, amount: fund.notBudgeted },
    { id: 'budget', kind: 'total', title: titles.budget, amount: fund.budget },
    ...less,
    overspent
      ? { id: 'overspend', kind: 'total', title: titles.overspend, amount: -overspend }
      : { id: 'surplus', kind: 'total', title: titles.surplus, amount: fund.surplus },
    ...(fund.drawn ?? []).map(({ incentive, title, amount }): WaterfallEntry => ({
      id: `bonus.${incentive}`,
      kind: 'part',
      title,
      amount,
    })),
    ...fund.parts.map(({ id, title, amount }): WaterfallEntry => ({
      id: `part.${id}`,
      kind: 'part',
      title,
      amount,
    })),
  ]
}

const titles = {
  notBudgeted: { zh: '未列入预算（用途未写明）', en: 'not budgeted (what for is not stated)' },
  budget: { zh: '预算', en: 'budget' },
  spent: { zh: '支出', en: 'spending' },
  surplus: { zh: '结余', en: 'surplus' },
  overspend: { zh: '超支', en: 'overspend' },
} as const satisfies Record<string, Text>
