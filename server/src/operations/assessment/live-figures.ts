import { type Bundle, monthsOf, type Period, sumParts } from '@jieli/engine'
import type { LiveContext } from './live-context.ts'
import type { AcceptedTable } from '../../documents/assessment-documents.ts'
import { CaseCounter, countCases } from './case-counter.ts'
import { importedCases } from './known-cases.ts'
import { acceptedImports, everythingKnownAt } from './known-tables.ts'
import type { Counted, CountedTables } from './live-cache.ts'
import { lookAtCases } from './look-at-cases.ts'
import { tallyOf } from './month-counter.ts'
import type { SummedParts } from './gather-figures.ts'
import type { UnitScope } from './unit-scope.ts'

/** Of so many sets of periods the tables are kept as counted; each is a few figures a unit. */
const keptSets = 40

/** What the cases come to that a period is assessed by, as it is known now. */
export interface LiveFigures {
  /** The figures of each period, by its text. */
  readonly sums: ReadonlyMap<string, SummedParts>
  /** How many cases lie in the period and count for a unit of the scope. */
  readonly caseCount: number
  readonly undated: Readonly<Record<string, number>>
}

/**
 * What counting every case of some periods would say, from counts that are kept: of the cases run here month by month,
 * moved on by what has come since the last look, and of the tables as they were counted when they came.
 * @param asked.period the one of the periods that is assessed
 * @throws ServerError BUNDLE_DAMAGED, CASE_DAMAGED where a case cannot be counted, as counting it would
 */
export async function liveFigures(
  context: LiveContext,
  asked: {
    readonly ruleset: string
    readonly bundle: Bundle
    readonly period: Period
    readonly periods: readonly Period[]
    readonly scope: UnitScope
  },
): Promise<LiveFigures> {
  const { ruleset, bundle, period, periods, scope } = asked
  return await context.mutex.run(`live ${ruleset}`, async () => {
    const imports = await acceptedImports(context, { ruleset, kind: 'cases' })
    const counted = await lookAtCases(context, { ruleset, bundle })
    const { measures } = bundle.ruleset
    counted.leftOut.assertNoneOf(new Set(measures.map(({ of }) => of)))
    const tables = await countTables(context, counted, { ruleset, bundle, periods, imports })
    const own = monthsOf(period).map(({ text }) => text)
    const months = new Set(own)
    const sums = new Map<string, SummedParts>()
    for (const each of periods) {
      const parts = [
        tables?.tally.parts(each) ?? [],
        ...monthsOf(each).map(({ text }) => counted.months.get(text)?.parts() ?? []),
      ].flat()
      sums.set(each.text, sumParts(measures, parts))
    }
    const caseCount = own.reduce(
      (sum, first) =>
        sum + countCases(counted.months.get(first)?.cases() ?? [], { months, scope, first }),
      tables === undefined ? 0 : countCases(tables.cases, { months, scope }),
    )
    const undated = [counted.undated, tables?.tally].map((tally) => tally?.undated() ?? {})
    return { sums, caseCount, undated: addUp(undated) }
  })
}

/**
 * The cases of the tables that have rows in some periods, counted when one of these has come. They are counted for all
 * the periods together: a row lies in the months that the version in force then went by, which may be others now.
 */
async function countTables(
  context: LiveContext,
  counted: Counted,
  of: {
    readonly ruleset: string
    readonly bundle: Bundle
    readonly periods: readonly Period[]
    readonly imports: readonly AcceptedTable[]
  },
): Promise<CountedTables | undefined> {
  const { ruleset, bundle, periods, imports } = of
  const months = new Set(periods.flatMap(monthsOf).map(({ text }) => text))
  const touching = imports.filter(({ chunks }) => chunks.some(({ period }) => months.has(period)))
  if (touching.length === 0) return undefined
  const key = touching.map(({ id }) => id).join(' ')
  const asked = periods.map(({ text }) => text).join(' ')
  const kept = counted.assessedTables.get(asked)
  if (kept?.key === key) return kept
  const tally = tallyOf(bundle, periods)
  const counter = new CaseCounter(bundle.ruleset.measures)
  const knownAt = await everythingKnownAt(context, ruleset)
  for (const pathway of new Set(bundle.ruleset.measures.map((measure) => measure.of)))
    for (const record of await importedCases(context, { ruleset, pathway, months, knownAt })) {
      tally.add(record)
      counter.take(record, 1)
    }
  const made: CountedTables = { key, tally, cases: counter.counts() }
  for (const first of counted.assessedTables.keys()) {
    if (counted.assessedTables.size < keptSets) break
    counted.assessedTables.delete(first)
  }
  counted.assessedTables.set(asked, made)
  return made
}

function addUp(some: readonly Readonly<Record<string, number>>[]): Record<string, number> {
  const sums: Record<string, number> = {}
  for (const [pathway, count] of some.flatMap((each) => Object.entries(each)))
    sums[pathway] = (sums[pathway] ?? 0) + count
  return Object.fromEntries(Object.entries(sums).toSorted(([a], [b]) => (a < b ? -1 : 1)))
}
