import type { Bundle } from '@jieli/engine'
import type { LiveContext } from './live-context.ts'
import type { AcceptedTable } from '../../documents/assessment-documents.ts'
import { importedCases } from './known-cases.ts'
import { acceptedImports, everythingKnownAt } from './known-tables.ts'
import { counterOf } from './count-case.ts'
import type { Counted } from './live-cache.ts'
import { lookAtCases } from './look-at-cases.ts'
import { type MonthCounts, watchedBundle } from './month-counter.ts'
import type { LeftOut } from '../../contracts/board.ts'

/** The counts of some months. */
export interface LiveCounts {
  readonly months: ReadonlyMap<string, readonly MonthCounts[]>
  /** Cases that could not be read: nobody knows of which month they are. */
  readonly leftOut: readonly LeftOut[]
}

/**
 * The counts of months by what is known now. A look costs what has come since the last: tables are counted month by
 * month when they come, and a case that has moved on is taken back as it was and counted as it is.
 */
export async function liveCounts(
  context: LiveContext,
  query: {
    readonly ruleset: string
    readonly bundle: Bundle
    readonly months: readonly string[]
  },
): Promise<LiveCounts> {
  const { ruleset, bundle, months } = query
  return await context.mutex.run(`live ${ruleset}`, async () => {
    const imports = await acceptedImports(context, { ruleset, kind: 'cases' })
    const counted = await lookAtCases(context, { ruleset, bundle })
    const watched = watchedBundle(bundle)
    const found = new Map<string, readonly MonthCounts[]>()
    for (const month of months) {
      const tables = await monthOfTables(context, counted, {
        bundle: watched,
        ruleset,
        month,
        imports,
      })
      const cases = counted.months.get(month)?.counts()
      found.set(
        month,
        [tables, cases].filter((counts) => counts !== undefined),
      )
    }
    return { months: found, leftOut: counted.leftOut.told }
  })
}

async function monthOfTables(
  context: LiveContext,
  counted: Counted,
  of: {
    readonly bundle: Bundle
    readonly ruleset: string
    readonly month: string
    readonly imports: readonly AcceptedTable[]
  },
): Promise<MonthCounts | undefined> {
  const { bundle, ruleset, month, imports } = of
  const touching = imports.filter(({ chunks }) => chunks.some(({ period }) => period === month))
  if (touching.length === 0) return undefined
  const key = touching.map(({ id }) => id).join(' ')
  const kept = counted.tables.get(month)
  if (kept?.key === key) return kept.counts
  const counter = counterOf(bundle, month)
  if (counter === undefined) return undefined
  const knownAt = await everythingKnownAt(context, ruleset)
  const question = { ruleset, months: new Set([month]), knownAt }
  for (const pathway of new Set(touching.map((table) => table.pathway ?? '')))
    for (const record of await importedCases(context, { ...question, pathway })) counter.add(record)
  const counts = counter.counts()
  counted.tables.set(month, { key, counts })
  return counts
}
