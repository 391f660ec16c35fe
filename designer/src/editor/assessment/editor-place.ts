import type { Ruleset } from '@jieli/engine'

export const assessmentLists = [
  'indicators',
  'assessmentGroups',
  'assessmentSchemes',
  'measures',
  'pathwayRates',
  'funds',
  'reimbursement',
] as const
export type AssessmentList = (typeof assessmentLists)[number]

/** What the page shows: a list, and the item of it that is open. */
export interface AssessmentPlace {
  readonly list: AssessmentList
  readonly id: string | undefined
}

/** Reads a JSON pointer such as `/indicators/costProfitRate/formula`; the item may be an id or a number. Pure. */
export function assessmentPlace(ruleset: Ruleset, pointer: string | null): AssessmentPlace {
  const [first, item] = (pointer ?? '').split('/').slice(1)
  const list = assessmentLists.find((known) => known === first) ?? 'indicators'
  const items: readonly { id: string }[] = ruleset[list]
  const found = items.find(({ id }) => id === item) ?? items[Number(item)] ?? items[0]
  return { list, id: found?.id }
}
