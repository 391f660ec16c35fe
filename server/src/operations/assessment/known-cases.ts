import { caseRecord, type CaseRecord } from '@jieli/engine'
import { assertCaseForm } from '../case-form.ts'
import { caseAtStep } from '../case-history.ts'
import { rightSteps } from '../clock/right-moments.ts'
import type { CaseDocument } from '../documents.ts'
import type { OperationContext } from '../operation-context.ts'
import { readAll } from '../read-all.ts'
import { rangesByStatus } from '../ruleset-cases.ts'
import type { CaseRow } from './assessment-documents.ts'
import { knownImports, rowsOf } from './known-tables.ts'
import type { LeftOutCases } from './left-out-cases.ts'

/** Which cases: of a pathway, with a day in one of the months, as they were known at a moment. */
export interface CasesQuestion {
  readonly ruleset: string
  readonly pathway: string
  readonly months: ReadonlySet<string>
  readonly knownAt: string
}

/** The cases that were brought in: a later row of a case replaces an earlier one, in whatever month it lay. */
export async function importedCases(
  context: OperationContext,
  { ruleset, pathway, months, knownAt }: CasesQuestion,
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
 * The cases run here, as they stood at a moment, one by one.
 * @param leftOut told of each case that cannot be read, which is then left out; without it none may be
 * @throws ServerError BUNDLE_DAMAGED, CASE_DAMAGED
 */
export async function* runningCases(
  context: OperationContext,
  { ruleset, pathway, knownAt }: CasesQuestion,
  leftOut?: LeftOutCases,
): AsyncGenerator<CaseRecord, void> {
  for await (const document of casesRun(context, { ruleset })) {
    if (document.pathway !== pathway) continue
    const read = () => recordAt(context, document, knownAt)
    const record = leftOut === undefined ? await read() : await leftOut.unless(document, read)
    if (record !== undefined) yield record
  }
}

/** The cases of a ruleset run here, by the time of their last step: all, or those of one status, or since a moment. */
export async function* casesRun(
  context: OperationContext,
  asked: {
    readonly ruleset: string
    readonly status?: CaseDocument['status']
    readonly since?: string
  },
): AsyncGenerator<CaseDocument, void> {
  const { ruleset, status, since } = asked
  yield* readAll<CaseDocument>(context.store, 'cases', {
    anyOf: await rangesByStatus(context.store, { ruleset, ...(status && { status }) }),
    where:
      since === undefined
        ? []
        : [{ field: 'updatedAt', operator: 'greaterThanInclusive', value: since }],
    sort: { field: 'updatedAt', direction: 'ascending' },
  })
}

/**
 * A case as it stood at a moment; nothing for one that had not begun.
 * @throws ServerError BUNDLE_DAMAGED, CASE_DAMAGED
 */
export async function recordAt(
  context: OperationContext,
  document: CaseDocument,
  knownAt: string,
): Promise<CaseRecord | undefined> {
  try {
    return await readRecord(context, document, knownAt)
  } catch (error) {
    // Looked at only now: the form of each of many thousand cases would take long.
    assertCaseForm(document)
    throw error
  }
}

async function readRecord(
  context: OperationContext,
  document: CaseDocument,
  knownAt: string,
): Promise<CaseRecord | undefined> {
  const history = rightSteps(document.history).filter(({ recordedAt }) => recordedAt <= knownAt)
  const steps = history.at(-1)?.seq ?? 0
  if (steps === 0) return undefined
  const then = caseAtStep(document, steps)
  const bundle = await context.bundles.bundleOfCase(document)
  return caseRecord(bundle, {
    id: document.id,
    pathway: document.pathway,
    facts: then.snapshot.facts,
    state: then.state,
    finished: then.status === 'done',
    history: history.map(({ at, event }) => ({ at, event })),
    refusals: document.refusals.filter(({ at }) => at <= knownAt).length,
  })
}
