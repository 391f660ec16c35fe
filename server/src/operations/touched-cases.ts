import { setImmediate as turn } from 'node:timers/promises'
import type { Backdated, CaseDocument } from './documents.ts'
import type { OperationContext } from './operation-context.ts'
import { startOfDay } from './time.ts'

/** Cases are read this many at a time. */
const pageSize = 200

/** The cases of a ruleset begun on a day or later: how many, and how many of each unit. */
export async function touchedCases(
  context: OperationContext,
  ruleset: string,
  from: string,
): Promise<Pick<Backdated, 'cases' | 'units'>> {
  const units: Record<string, number> = {}
  let cases = 0
  let after: { value: string; id: string } | undefined
  for (;;) {
    const page = await context.store.find<CaseDocument>('cases', {
      where: [
        { field: 'ruleset', operator: 'equal', value: ruleset },
        { field: 'createdAt', operator: 'greaterThanInclusive', value: startOfDay(from) },
      ],
      sort: { field: 'createdAt', direction: 'ascending' },
      ...(after && { after }),
      limit: pageSize,
    })
    for (const { fromUnit, toUnit } of page) {
      cases++
      for (const unit of new Set([fromUnit, toUnit]))
        if (unit !== null) units[unit] = (units[unit] ?? 0) + 1
    }
    const last = page.at(-1)
    if (last === undefined || page.length < pageSize) return { cases, units }
    after = { value: last.createdAt, id: last.id }
    // However many there are, others have their turn in between.
    await turn()
  }
}
