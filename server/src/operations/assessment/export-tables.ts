import { periodOf } from '@jieli/engine'
import { ServerError } from '../../errors/server-error.ts'
import { measureReports } from '../../exchange/measure-reports.ts'
import { writeResult } from '../../exchange/result-table.ts'
import type { TableFormat } from '../../exchange/table-column.ts'
import type { TableKind } from '../../exchange/table-kinds.ts'
import { tableMediaTypes } from '../../exchange/table-media-types.ts'
import { tableTemplate } from '../../exchange/table-template.ts'
import type { Caller } from '../context/caller.ts'
import type { OperationContext } from '../context/operation-context.ts'
import { assessedRuleset } from './assessed-ruleset.ts'
import { runOf } from './find-runs.ts'
import { bundleOfRun } from './read-run.ts'
import { contentOf } from './run-content.ts'
import { readPeriod } from './start-run.ts'
import { assertWhole, isInScope } from './unit-scope.ts'
import { knownUnits } from '../context/known-units.ts'

/** A file to be handed out. */
export interface HandedFile {
  readonly name: string
  readonly type: string
  readonly content: Uint8Array
}

/**
 * The table to fill in and bring back: for figures, a row for each unit and fact that no measure counts.
 * @throws ServerError PATHWAY_UNKNOWN, PERIOD_UNKNOWN, RULESET_UNKNOWN, SCOPE_MISSING
 */
export async function readTemplate(
  context: OperationContext,
  caller: Caller,
  query: {
    readonly ruleset: string
    readonly kind: TableKind
    readonly pathway?: string | undefined
    readonly format: TableFormat
    readonly period?: string | undefined
    readonly language: 'zh' | 'en'
  },
): Promise<HandedFile> {
  const { ruleset, kind, pathway, format, language } = query
  const period = query.period === undefined ? undefined : readPeriod(query.period)
  const { bundle, units: scope } = await assessedRuleset(context, caller, {
    ruleset,
    permission: 'assessment.read',
    ...(period === undefined ? {} : { day: period.end }),
  })
  const known = bundle.ruleset.pathways.some(({ id }) => id === pathway)
  if (!known && (kind === 'cases' || pathway !== undefined))
    throw new ServerError('PATHWAY_UNKNOWN', { pathway: pathway ?? '', ruleset })
  const content = await tableTemplate(bundle.ruleset, {
    kind,
    format,
    language,
    units: (await knownUnits(context, ruleset)).units.filter(({ id }) => isInScope(scope, id)),
    community: scope === '*',
    ...(period === undefined ? {} : { period: period.text }),
    ...(pathway === undefined ? {} : { pathway }),
  })
  const name = [ruleset, kind, pathway, period?.text].filter((part) => part !== undefined).join('-')
  return { name: `${name}.${format}`, type: tableMediaTypes[format], content }
}

/**
 * A run as a table, or as FHIR MeasureReports.
 * @throws ServerError RUN_UNKNOWN, WHOLE_COUNTY_NEEDED, SCOPE_MISSING
 */
export async function exportRun(
  context: OperationContext,
  caller: Caller,
  query: {
    readonly run: string
    readonly format: TableFormat | 'measure-report'
    readonly language: 'zh' | 'en'
  },
): Promise<HandedFile> {
  const permission = 'assessment.read'
  const { run, county } = await runOf(context, caller, { run: query.run, permission })
  assertWhole(caller, { permission, county, target: run.id })
  const content = await contentOf(context, run)
  const { format, language } = query
  const { ruleset } = await bundleOfRun(context, run)
  const { result } = content
  const name = [run.ruleset, run.scheme, run.period].filter((part) => part !== null).join('-')
  if (format !== 'measure-report') {
    const table = await writeResult(result, ruleset, { format, language })
    return { name: `${name}.${format}`, type: tableMediaTypes[format], content: table }
  }
  const { start, end } = periodOf(run.period) ?? { start: result.asOf, end: result.asOf }
  // One that was corrected later may have been final, or not.
  const final = run.history.some(({ action }) => action === 'finalise')
  const reports = measureReports(result, { ruleset, language, start, end, at: run.knownAt, final })
  return {
    name: `${name}.fhir.json`,
    type: 'application/fhir+json; charset=utf-8',
    content: Buffer.from(`${JSON.stringify(reports, null, 2)}\n`),
  }
}
