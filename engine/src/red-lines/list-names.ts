import type { Text } from '../model/text.ts'
import type { CheckOf } from './red-line-kind.ts'

/** What the lists a red line speaks of are called in a sentence. */
export const listNames: Readonly<Record<CheckOf<'barredFacts'>['lists'][number], Text>> = {
  decisions: { zh: '决策', en: 'Decisions' },
  incentives: { zh: '激励', en: 'Incentives' },
  funds: { zh: '基金', en: 'Funds' },
  prices: { zh: '价格', en: 'Prices' },
  reimbursement: { zh: '报销', en: 'Reimbursement' },
}
