import { type Bundle, canonicalJson, factsReadBy, type Period, periodOf } from '@jieli/engine'
import type { OperationContext } from '../context/operation-context.ts'
import type { AcceptedTable, RunDocument } from '../../documents/assessment-documents.ts'
import { type LoggedCase, loggedPaths, recordAt } from './case-log.ts'
import { liesIn } from './gather-input.ts'
import { casesRun } from '../cases/cases-run.ts'
import { acceptedImports, everythingKnownAt } from './known-tables.ts'

/** What came in for a period after a moment. */
export interface Late {
  readonly tables: number
  /** Cases run here that a measure would now see otherwise. */
  readonly cases: number
}

/** What came in for a run's period after it was computed: a correction picks it up. */
export async function lateForRun(context: OperationContext, run: RunDocument): Promise<Late> {
  const period = periodOf(run.period)
  if (period === undefined) return { tables: 0, cases: 0 }
  const { ruleset, knownAt } = run
  const tables = await lateTables(context, { ruleset, period, knownAt, kinds: ['values', 'cases'] })
  const bundle = await context.bundles.bundleOfCase({
    ruleset,
    version: run.version,
    bundle: run.bundle,
  })
  return { tables: tables.length, cases: await lateCases(context, { bundle, period, run }) }
}

/** The accepted tables with rows in a period that came after a moment. */
export async function lateTables(
  context: OperationContext,
  query: {
    readonly ruleset: string
    readonly period: Period
    readonly knownAt: string
    readonly kinds: readonly AcceptedTable['kind'][]
  },
): Promise<readonly AcceptedTable[]> {
  const { ruleset, period, knownAt, kinds } = query
  const tables = await Promise.all(
    kinds.map((kind) => acceptedImports(context, { ruleset, kind, after: knownAt })),
  )
  return tables
    .flat()
    .filter(({ chunks }) =>
      chunks.some(
        ({ period: text }) =>
          text === period.text || (`${text}-01` >= period.start && `${text}-01` <= period.end),
      ),
    )
}

/** How many cases that lie in the period, or lay in it then, have moved on in anything a measure reads. */
async function lateCases(
  context: OperationContext,
  of: { readonly bundle: Bundle; readonly period: Period; readonly run: RunDocument },
): Promise<number> {
  const { bundle, period, run } = of
  const { measures } = bundle.ruleset
  const read = [...factsReadBy(bundle.ruleset, { measures })]
  const now = await everythingKnownAt(context, run.ruleset)
  let late = 0
  const query = { ruleset: run.ruleset, since: run.knownAt, only: loggedPaths }
  for await (const document of casesRun<LoggedCase>(context, query)) {
    const lies = liesIn(bundle, document.pathway, period)
    const [then, present] = [
      await recordAt(context, document, run.knownAt),
      await recordAt(context, document, now),
    ]
    if (![then, present].some((record) => record !== undefined && lies(record))) continue
    const [before, after] = [then, present].map((record) =>
      canonicalJson(read.map((fact) => record?.facts[fact] ?? null)),
    )
    if (before !== after) late++
  }
  return late
}
