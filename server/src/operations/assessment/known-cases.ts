import type { CaseRecord } from '@jieli/engine'
import type { OperationContext } from '../context/operation-context.ts'
import { casesRun } from '../cases/cases-run.ts'
import type { CaseRow } from '../../documents/assessment-documents.ts'
import { type LoggedCase, loggedPaths, recordAt } from './case-log.ts'
import { knownImports, rowsOf } from './known-tables.ts'
import type { LeftOutCases } from './left-out-cases.ts'

/** Which cases: of a pathway, with a day in one of the months, as they were known at a moment. */
export interface CasesQuery {
  readonly ruleset: string
  readonly pathway: string
  readonly months: ReadonlySet<string>
  readonly knownAt: string
}

/** The cases that were brought in: a later row of a case replaces an earlier one, in whatever month it lay. */
export async function importedCases(
  context: OperationContext,
  { ruleset, pathway, months, knownAt }: CasesQuery,
): Promise<readonly CaseRecord[]> {
  const found = new Map<string, CaseRecord>()
  for (const table of await knownImports(context, { ruleset, kind: 'cases', pathway, knownAt })) {
    const removed = new Set<string>()
    const kept = new Set<string>()
    for await (const { rows } of rowsOf<CaseRow>(context, table, (month) => months.has(month)))
      for (const row of rows)
        if ('removed' in row) removed.add(row.id)
        else {
          found.set(row.id, row)
          kept.add(row.id)
        }
    // A case that left one of these months for another of them has a row in each.
    for (const id of removed) if (!kept.has(id)) found.delete(id)
  }
  return [...found.values()]
}

/**
 * The cases run here of some pathways, as they stood at a moment, one by one.
 * @param leftOut told of each case that cannot be read, which is then left out; without it none may be
 * @throws ServerError BUNDLE_DAMAGED, CASE_DAMAGED
 */
export async function* runningCases(
  context: OperationContext,
  query: {
    readonly ruleset: string
    readonly pathways: readonly string[]
    readonly knownAt: string
    /** Those alone that were changed since. */
    readonly since?: string | undefined
  },
  leftOut?: LeftOutCases,
): AsyncGenerator<CaseRecord, void> {
  const { ruleset, pathways, knownAt, since } = query
  const asked = { ruleset, since, only: loggedPaths }
  for await (const document of casesRun<LoggedCase>(context, asked)) {
    if (!pathways.includes(document.pathway)) continue
    const read = () => recordAt(context, document, knownAt)
    const record = leftOut === undefined ? await read() : await leftOut.unless(document, read)
    if (record !== undefined) yield record
  }
}
