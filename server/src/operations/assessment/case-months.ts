import { type CaseRecord, factValue, type Ruleset } from '@jieli/engine'
import type { OperationContext } from '../context/operation-context.ts'
import type { CaseRow } from '../../documents/assessment-documents.ts'
import { knownImports, rowsOf } from './known-tables.ts'
import { startedOn } from './month-counter.ts'

/** Where cases lie that name no day any measure looks at: they are kept and told, and counted nowhere. */
export const undatedMonth = 'undated'

/** The months a case lies in: the one it began in, and one for each day that a measure of its pathway goes by. Pure. */
export function monthsOfCase(ruleset: Ruleset, record: CaseRecord): readonly string[] {
  const months = new Set<string>()
  const dates = ruleset.measures.flatMap(({ of, date }) => (of === record.pathway ? [date] : []))
  for (const date of new Set([startedOn, ...dates])) {
    const day = factValue(record.facts, date)
    if (typeof day === 'string') months.add(day.slice(0, 7))
  }
  return months.size === 0 ? [undatedMonth] : [...months].toSorted()
}

/** Cases that were brought in before and are about to be again: the months they no longer lie in, with their ids. */
export async function removalsFor(
  context: OperationContext,
  query: {
    readonly ruleset: string
    readonly pathway: string
    readonly rows: ReadonlyMap<string, readonly CaseRow[]>
  },
): Promise<ReadonlyMap<string, readonly string[]>> {
  const { ruleset, pathway, rows } = query
  const now = new Map<string, Set<string>>()
  for (const [month, some] of rows)
    for (const { id } of some) now.set(id, (now.get(id) ?? new Set()).add(month))
  const removals = new Map<string, Set<string>>()
  const question = { ruleset, kind: 'cases', pathway, knownAt: context.clock.now() } as const
  for (const table of await knownImports(context, question))
    for await (const { period, rows: before } of rowsOf<CaseRow>(context, table, () => true))
      for (const { id } of before) {
        const months = now.get(id)
        if (months === undefined || months.has(period)) continue
        removals.set(period, (removals.get(period) ?? new Set()).add(id))
      }
  return new Map([...removals].map(([month, ids]) => [month, [...ids].toSorted()]))
}
