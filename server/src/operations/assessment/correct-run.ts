import { factIssue, indexRuleset } from '@jieli/engine'
import { ServerError } from '../../errors/server-error.ts'
import { type Caller, recordedActor } from '../context/caller.ts'
import type { OperationContext } from '../context/operation-context.ts'
import type { RevisionCondition } from '../context/revision-condition.ts'
import type { FigureRow, RunDocument } from '../../documents/assessment-documents.ts'
import { assessedRuleset } from './assessed-ruleset.ts'
import { runAt, wrongStatus } from './change-run.ts'
import { everythingKnownAt } from './known-tables.ts'
import { contentOf } from './run-content.ts'
import { makeRun, readPeriod, storeRun } from './start-run.ts'
import { storeTable } from './store-table.ts'
import { knownUnits } from '../context/known-units.ts'
import type { EnteredFigure } from '../../contracts/assessment.ts'

/**
 * Enters figures by hand. They are a table like any other, whose source is a person: a later one replaces it.
 * @throws ServerError FACTS_INVALID with the problems, FACT_UNKNOWN_HERE, UNIT_UNKNOWN, PERIOD_UNKNOWN, RULESET_UNKNOWN, SCOPE_MISSING
 */
export async function enterFigures(
  context: OperationContext,
  caller: Caller,
  entered: {
    readonly ruleset: string
    readonly period: string
    readonly values: readonly EnteredFigure[]
  },
): Promise<void> {
  const { ruleset, values } = entered
  const period = readPeriod(entered.period)
  const { publication, bundle } = await assessedRuleset(context, caller, {
    ruleset,
    permission: 'assessment.write',
    day: period.end,
  })
  const { facts } = indexRuleset(bundle.ruleset)
  const units = new Set((await knownUnits(context, ruleset)).units.map(({ id }) => id))
  const issues = values.flatMap(({ unit, fact: id, value }, at) => {
    const path = `/values/${at}`
    const fact = facts.get(id)
    if (fact === undefined) throw new ServerError('FACT_UNKNOWN_HERE', { fact: id })
    if (unit !== null && !units.has(unit)) throw new ServerError('UNIT_UNKNOWN', { unit })
    const issue = value === null ? undefined : factIssue(fact, value, `${path}/value`)
    return issue === undefined ? [] : [issue]
  })
  if (issues.length > 0)
    throw new ServerError('FACTS_INVALID', { count: issues.length }, { issues })
  const rows: readonly FigureRow[] = values.map(({ unit, fact, value }) => ({ unit, fact, value }))
  await storeTable(context, caller, {
    ruleset,
    county: publication.manifest.county,
    kind: 'values',
    pathway: null,
    source: 'entered',
    name: '',
    notes: [],
    rows: new Map([[period.text, rows]]),
    count: rows.length,
  })
}

/**
 * Computes the period anew with what is known now, and figures given with the correction. The old run stays as it
 * was, marked as corrected, and the new one begins as provisional.
 * @throws ServerError RUN_STALE, RUN_STATUS, FIGURE_COUNTED, and what {@link enterFigures} throws
 */
export async function correctRun(
  context: OperationContext,
  caller: Caller,
  input: {
    readonly run: string
    readonly expected: RevisionCondition
    readonly reason: string
    readonly values: readonly EnteredFigure[]
  },
): Promise<RunDocument> {
  const old = await runAt(context, caller, input, 'assessment.write')
  if (old.status === 'superseded') throw wrongStatus(old)
  const { ruleset, scheme } = old
  const { slices } = await contentOf(context, old)
  for (const { fact } of input.values)
    if (slices.some(({ measure }) => measure === fact))
      throw new ServerError('FIGURE_COUNTED', { fact })
  const period = readPeriod(old.period)
  if (input.values.length > 0)
    await enterFigures(context, caller, { ruleset, period: old.period, values: input.values })
  const { publication, bundle } = await assessedRuleset(context, caller, {
    ruleset,
    permission: 'assessment.write',
    day: period.end,
  })
  const knownAt = await everythingKnownAt(context, ruleset)
  const corrects = { run: old.id, reason: input.reason }
  const document = await makeRun(context, {
    publication,
    bundle,
    period,
    scheme,
    knownAt,
    caller,
    corrects,
  })
  const superseded: RunDocument = {
    ...old,
    revision: old.revision + 1,
    status: 'superseded',
    correctedBy: document.id,
    history: [
      ...old.history,
      { at: knownAt, by: recordedActor(caller), action: 'correct', reason: input.reason },
    ],
  }
  const stored = await storeRun(context, caller, {
    document,
    county: publication.manifest.county,
    first: {
      kind: 'replace',
      collection: 'runs',
      document: superseded,
      expectedRevision: old.revision,
    },
  })
  if (stored) return document
  // Somebody was faster: who named a revision is told what has happened to it.
  await runAt(context, caller, input, 'assessment.write')
  throw new ServerError('CHANGE_RACED')
}
