import type { Backdated } from '../../documents/publication-document.ts'
import type { CaseSummary } from '../../documents/case-document.ts'
import type { OperationContext } from '../context/operation-context.ts'
import { readAll } from '../context/read-all.ts'
import { rangesByState } from '../cases/ruleset-cases.ts'
import { startOfDay } from '../../ports/time.ts'

/** The cases of a ruleset begun on a day or later: how many, and how many of each unit. */
export async function touchedCases(
  context: OperationContext,
  ruleset: string,
  from: string,
): Promise<Pick<Backdated, 'cases' | 'units'>> {
  const units: Record<string, number> = {}
  let cases = 0
  const begun = readAll<'cases', CaseSummary>(context.store, 'cases', {
    anyOf: await rangesByState(context.store, ruleset),
    where: [{ field: 'createdAt', operator: 'greaterThanInclusive', value: startOfDay(from) }],
    sort: { field: 'createdAt', direction: 'ascending' },
    only: ['fromUnit', 'toUnit', 'createdAt'],
  })
  for await (const { fromUnit, toUnit } of begun) {
    cases++
    for (const unit of new Set([fromUnit, toUnit]))
      if (unit !== null) units[unit] = (units[unit] ?? 0) + 1
  }
  return { cases, units }
}
