import { type VeiledRecord, veilFor } from './veil-records.ts'
import { noteFigureReads } from './note-figure-reads.ts'
import { type CaseRecord, contentHash, periodOf } from '@jieli/engine'
import { ServerError } from '../../errors/server-error.ts'
import type { Caller } from '../context/caller.ts'
import { shownProblem, unlessDamaged } from '../context/damaged-versions.ts'
import { type ListPage, mapPage, type PageAsked, readPage } from '../context/list-page.ts'
import type { OperationContext } from '../context/operation-context.ts'
import { withoutMember } from '../context/without-member.ts'
import type { RunContent, RunDocument } from '../../documents/assessment-documents.ts'
import { assessedVersion } from './assessed-ruleset.ts'
import { byPeriod } from './by-period.ts'
import { type ComputedRun, computeRun } from './compute-run.ts'
import { runOf } from './find-runs.ts'
import { behindNumber } from './gather-input.ts'
import { type Late, lateForRun } from './late-arrivals.ts'
import { readChunks } from './row-chunks.ts'
import { contentOf } from './run-content.ts'
import { type ScopedContent, scopedContent, scopedRun } from './scoped-run.ts'
import { assertUnit, assertWhole } from './unit-scope.ts'
import type { ShownProblem } from '../../contracts/common.ts'

/** A run with what it holds, and how much came in for its period after it was computed. */
export interface ReadRun {
  readonly run: RunDocument
  readonly content: ScopedContent
  /** What came in for the period later: it is not in these numbers. */
  readonly late: Late | null
  /** Why it cannot be said what came in later. */
  readonly problem?: ShownProblem
}

/** The runs of a ruleset, newest first. @throws ServerError RULESET_UNKNOWN, SCOPE_MISSING */
export async function listRuns(
  context: OperationContext,
  caller: Caller,
  request: PageAsked & { readonly ruleset: string; readonly period?: string | undefined },
): Promise<ListPage<RunDocument>> {
  const { units } = await assessedVersion(context, caller, {
    ruleset: request.ruleset,
    permission: 'assessment.read',
  })
  const query = byPeriod(request.ruleset, request.period)
  const page = await readPage(context.store, 'runs', query, request)
  return mapPage(page, (run) => scopedRun(run, units))
}

/** A run, as far as the caller's units go. @throws ServerError RUN_UNKNOWN, SCOPE_MISSING */
export async function readRun(
  context: OperationContext,
  caller: Caller,
  id: string,
): Promise<ReadRun> {
  const { run, units } = await runOf(context, caller, { run: id, permission: 'assessment.read' })
  const content = await contentOf(context, run)
  const late = await unlessDamaged(() => lateForRun(context, run))
  return {
    run: scopedRun(run, units),
    // A run is shown as it was stored, whatever its version has come to since.
    content:
      units === '*'
        ? content
        : scopedContent(content, units, { bundle: await bundleOfRun(context, run), run }),
    ...('damaged' in late
      ? { late: null, problem: shownProblem(late.damaged) }
      : { late: late.value }),
  }
}

async function casesOf(
  context: OperationContext,
  run: RunDocument,
): Promise<readonly CaseRecord[]> {
  return await readChunks<CaseRecord>(context, 'runChunks', run.cases)
}

/** Which cases contribute to which number. */
export interface ContributingCasesRequest {
  readonly run: string
  readonly measure: string
  readonly unit?: string | undefined
  readonly by: Readonly<Record<string, string>>
  readonly offset: number
  readonly limit: number
}

/**
 * The cases a number of a run counted, as they stood in it. Whoever works for some units alone sees the cases of these.
 * @throws ServerError RUN_UNKNOWN, MEASURE_UNKNOWN, UNIT_OUTSIDE, WHOLE_COUNTY_NEEDED, SCOPE_MISSING
 */
export async function readRunCases(
  context: OperationContext,
  caller: Caller,
  request: ContributingCasesRequest,
): Promise<{ readonly items: readonly VeiledRecord[]; readonly total: number }> {
  const { run, county } = await runOf(context, caller, {
    run: request.run,
    permission: 'assessment.read',
  })
  assertUnit(caller, request.unit, { permission: 'assessment.read', county, target: run.id })
  const period = periodOf(run.period)
  const bundle = await bundleOfRun(context, run)
  if (period === undefined || !bundle.ruleset.measures.some(({ id }) => id === request.measure))
    throw new ServerError('MEASURE_UNKNOWN', { id: request.measure })
  const { unit, by } = request
  const { veil } = veilFor(caller, bundle.ruleset, { county, unit, by })
  const found = behindNumber(bundle, await casesOf(context, run), {
    measure: request.measure,
    period,
    ...(request.unit === undefined ? {} : { unit: request.unit }),
    by: request.by,
  })
  const items = found.slice(request.offset, request.offset + request.limit)
  await noteFigureReads(context, caller, county, items)
  return { items: veil(items), total: found.length }
}

/** The bundle a run was computed by. */
export async function bundleOfRun(context: OperationContext, run: RunDocument) {
  return await context.bundles.bundleOfCase({
    ruleset: run.ruleset,
    version: run.version,
    bundle: run.bundle,
  })
}

/**
 * Computes a run again from its record alone, and says whether the same bytes come out.
 * @throws ServerError RUN_UNKNOWN, WHOLE_COUNTY_NEEDED, SCOPE_MISSING
 */
export async function recomputeRun(
  context: OperationContext,
  caller: Caller,
  id: string,
): Promise<{ readonly same: boolean; readonly inputHash: string; readonly resultHash: string }> {
  const { run, county } = await runOf(context, caller, { run: id, permission: 'assessment.read' })
  assertWhole(caller, { permission: 'assessment.read', county, target: run.id })
  const content = await contentOf(context, run)
  const period = periodOf(run.period)
  if (period === undefined) throw new ServerError('PERIOD_UNKNOWN', { period: run.period })
  const again = computeRun(await bundleOfRun(context, run), {
    period,
    scheme: run.scheme,
    input: content.input,
    cases: await casesOf(context, run),
  })
  return {
    same: again.inputHash === run.inputHash && isSameResult(run, content, again),
    inputHash: again.inputHash,
    resultHash: again.resultHash,
  }
}

/**
 * True when the result is the one recorded. The lines that explain a figure may be worded otherwise today; then the
 * record has to be what its hash says, and to agree in everything but those lines.
 */
function isSameResult(run: RunDocument, recorded: RunContent, again: ComputedRun): boolean {
  if (again.resultHash === run.resultHash) return true
  const { result, rates, slices } = recorded
  const figuresOf = (content: RunContent) =>
    contentHash(
      withoutMember(
        { result: content.result, rates: content.rates, slices: content.slices },
        'steps',
      ),
    )
  return (
    contentHash({ result, rates, slices }) === run.resultHash &&
    figuresOf(recorded) === figuresOf(again.content)
  )
}
