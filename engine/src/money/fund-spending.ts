import { factValue } from '../decisions/facts.ts'
import type { Fund } from '../model/fund.ts'
import { createIssue } from '../model/issue.ts'
import type { SpendingResult } from './money-result.ts'
import type { Reading } from './reading.ts'
import { formatMoney } from '../model/value-types/money-type.ts'

/**
 * What a fund spent: the sum of its categories where all are known, and the total given must not differ. While one is
 * unknown, the total given. Two figures that contradict each other are an issue, and nothing is taken for true.
 */
export function readSpending(
  reading: Reading,
  fund: Fund,
): { readonly spending: readonly SpendingResult[]; readonly spent: bigint | undefined } {
  const given = factValue(reading.facts, fund.spent) !== undefined
  const categories = (fund.spending ?? []).map((category) => {
    // A category that is not told of is no need where the total is: it only cannot be shown.
    const told = factValue(reading.facts, category.fact) !== undefined
    return { category, amount: told || !given ? reading.amount(category.fact) : undefined }
  })
  const spending = categories.map(({ category, amount }): SpendingResult => ({
    ...category,
    amount: amount === undefined ? null : Number(amount),
  }))
  const known = categories.flatMap(({ amount }) => (amount === undefined ? [] : [amount]))
  const sum = known.reduce((total, amount) => total + amount, 0n)
  const complete = known.length > 0 && known.length === categories.length
  if (complete) describeSum(reading, spending, sum)
  if (!given) return { spending, spent: complete ? sum : missing(reading, fund) }
  const total = reading.amount(fund.spent)
  if (total === undefined) return { spending, spent: undefined }
  if (complete ? sum === total : sum <= total) return { spending, spent: total }
  reading.report(
    createIssue('SPENDING_DIFFERS', `/facts/${fund.spent}`, {
      title: reading.factTitle(fund.spent),
      total: formatMoney(total),
      sum: formatMoney(sum),
    }),
  )
  return { spending, spent: undefined }
}

/** Without categories of its own a fund needs the total; with them, each of them is needed already. */
function missing(reading: Reading, fund: Fund): undefined {
  if (fund.spending === undefined || fund.spending.length === 0) reading.need(fund.spent)
  return undefined
}

function describeSum(reading: Reading, spending: readonly SpendingResult[], sum: bigint): void {
  const list = (language: 'zh' | 'en') =>
    spending
      .map(({ title, amount }) => `${title[language]} ${formatMoney(amount ?? 0)}`)
      .join(language === 'zh' ? '＋' : ' + ')
  reading.note(
    `支出：${list('zh')}＝${formatMoney(sum)}`,
    `spending: ${list('en')} = ${formatMoney(sum)}`,
  )
}
