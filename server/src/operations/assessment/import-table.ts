import type { CaseRecord, Ruleset, OrgUnit } from '@jieli/engine'
import { ServerError } from '../../errors/server-error.ts'
import { type ImportedEvent, readEvents } from '../../exchange/read-events.ts'
import { readCases } from '../../exchange/read-cases.ts'
import { readUnits } from '../../exchange/read-units.ts'
import { readValues } from '../../exchange/read-values.ts'
import type { TableFormat } from '../../exchange/table-column.ts'
import type { TableKind } from '../../exchange/table-kinds.ts'
import { ProblemList, TableError, type TableProblem } from '../../exchange/table-problem.ts'
import { type Caller, recordedActor } from '../context/caller.ts'
import type { OperationContext } from '../context/operation-context.ts'
import type { CaseRow, FigureRow, TableImport } from '../../documents/assessment-documents.ts'
import { assessedRuleset } from './assessed-ruleset.ts'
import { monthsOfCase, removalsFor } from './case-months.ts'
import { nextImportAt } from './known-tables.ts'
import { storeTable } from './store-table.ts'
import { assertUnit, assertWhole } from './unit-scope.ts'
import { saveUnitDirectory } from './units.ts'
import { knownUnits } from '../context/known-units.ts'

/** A table as it was sent. */
export interface SentTable {
  readonly ruleset: string
  readonly kind: TableKind
  /** For cases, whose they are. */
  readonly pathway?: string | undefined
  readonly format: TableFormat
  readonly name: string
  readonly content: Uint8Array
}

/**
 * Takes a table of units, figures, cases or events in: all of its rows or none. A refused table is kept with what is
 * wrong with it, row by row; nothing else changes.
 * @throws ServerError TABLE_REFUSED with the problems, PATHWAY_UNKNOWN, RULESET_UNKNOWN, SCOPE_MISSING
 */
export async function importTable(
  context: OperationContext,
  caller: Caller,
  sent: SentTable,
): Promise<TableImport> {
  // One at a time: which months a case has left can only be said of the tables before it.
  return await context.mutex.run(`tables ${sent.ruleset}`, async () =>
    takeTable(context, caller, sent),
  )
}

async function takeTable(
  context: OperationContext,
  caller: Caller,
  sent: SentTable,
): Promise<TableImport> {
  const { publication, bundle } = await assessedRuleset(context, caller, {
    ruleset: sent.ruleset,
    permission: sent.kind === 'units' ? 'assessment.write' : 'assessment.import',
  })
  const { ruleset } = bundle
  const input = {
    permission: 'assessment.import',
    county: publication.manifest.county,
    target: sent.ruleset,
  } as const
  // A case or an event may be any unit's, and a later row replaces an earlier one of whoever brought it.
  if (sent.kind !== 'values') assertWhole(caller, input)
  if (sent.kind === 'cases' && !ruleset.pathways.some(({ id }) => id === sent.pathway))
    throw new ServerError('PATHWAY_UNKNOWN', { pathway: sent.pathway ?? '', ruleset: sent.ruleset })
  const units = await knownUnits(context, sent.ruleset)
  const read = await readSent(ruleset, units.units, sent)
  const about = {
    ruleset: sent.ruleset,
    county: publication.manifest.county,
    kind: sent.kind,
    pathway: sent.pathway ?? null,
    source: 'imported' as const,
    name: sent.name,
    notes: read.notes,
  }
  if (read.problemCount > 0) {
    throw tableRefused(await refuse(context, caller, { ...about, read }))
  }
  for (const unit of read.of ?? []) assertUnit(caller, unit, input)
  if (read.units !== undefined)
    await saveUnitDirectory(context, caller, {
      ruleset: sent.ruleset,
      units: read.units,
      expected: [units.revision],
    })
  const rows = await withRemovals(context, sent, read.rows)
  return await storeTable(context, caller, { ...about, rows, count: read.count })
}

/** What a table that was sent before came to. @throws ServerError TABLE_REFUSED where it was refused */
export function importedBefore(table: TableImport): TableImport {
  if (table.status === 'refused') throw tableRefused(table)
  return table
}

function tableRefused({ id, problems, problemCount: total }: TableImport): ServerError {
  return new ServerError(
    'TABLE_REFUSED',
    { count: total },
    { extra: { import: id, problems, total } },
  )
}

/** What a table came to. */
interface ReadTable {
  /** By period or month. */
  readonly rows: ReadonlyMap<string, readonly unknown[]>
  readonly units?: readonly OrgUnit[]
  /** Of figures: whose they are; `null` is the community as a whole. */
  readonly of?: ReadonlySet<string | null>
  readonly count: number
  readonly problems: readonly TableProblem[]
  readonly problemCount: number
  readonly notes: readonly TableProblem[]
}

async function readSent(
  ruleset: Ruleset,
  units: readonly OrgUnit[],
  sent: SentTable,
): Promise<ReadTable> {
  try {
    return await readRows(ruleset, units, sent)
  } catch (error) {
    if (!(error instanceof TableError)) throw error
    const { problems, total } = error
    return { rows: new Map(), count: 0, problems, problemCount: total, notes: [] }
  }
}

async function readRows(
  ruleset: Ruleset,
  units: readonly OrgUnit[],
  { kind, pathway = '', format, content }: SentTable,
): Promise<ReadTable> {
  if (kind === 'units') {
    const { items, problems, notes } = await readUnits(content, { ruleset, format })
    return { ...told(problems, notes), rows: new Map(), units: items, count: items.length }
  }
  if (kind === 'values') {
    const ids = new Set(units.map(({ id }) => id))
    const { items, problems, notes } = await readValues(content, { ruleset, units: ids, format })
    const rows = Map.groupBy(items, ({ period }) => period)
    return {
      ...told(problems, notes),
      rows: new Map([...rows].map(([period, some]) => [period, some.map(figureRow)])),
      of: new Set(items.map(({ unit }) => unit)),
      count: items.length,
    }
  }
  const problems = new ProblemList()
  const notes = new ProblemList()
  const options = { ruleset, format, problems, notes }
  const rows = new Map<string, unknown[]>()
  const add = (month: string, row: unknown) => {
    const some = rows.get(month)
    if (some === undefined) rows.set(month, [row])
    else some.push(row)
  }
  let count = 0
  if (kind === 'cases')
    for await (const { record } of readCases(() => content, pathway, options)) {
      count++
      for (const month of monthsOfCase(ruleset, record)) add(month, record satisfies CaseRecord)
    }
  else
    for await (const { row: _, ...event } of readEvents(() => content, options)) {
      count++
      add(event.at.slice(0, 7), event satisfies Omit<ImportedEvent, 'row'>)
    }
  return { ...told(problems, notes), rows, count }
}

function told(problems: ProblemList, notes: ProblemList) {
  return { problems: problems.kept, problemCount: problems.total, notes: notes.kept }
}

function figureRow(figure: {
  readonly unit: string | null
  readonly fact: string
  readonly value: FigureRow['value']
  readonly completeness?: FigureRow['completeness']
}): FigureRow {
  const { unit, fact, value, completeness } = figure
  return { unit, fact, value, ...(completeness === undefined ? {} : { completeness }) }
}

/** A case that was brought in before and now lies elsewhere is taken out of the months it has left. */
async function withRemovals(
  context: OperationContext,
  { kind, ruleset, pathway }: SentTable,
  rows: ReadTable['rows'],
): Promise<ReadTable['rows']> {
  if (kind !== 'cases' || pathway === undefined) return rows
  const removals = await removalsFor(context, {
    ruleset,
    pathway,
    rows: rows as ReadonlyMap<string, readonly CaseRow[]>,
  })
  const all = new Map<string, readonly unknown[]>(rows)
  for (const [month, ids] of removals)
    all.set(month, [
      ...(all.get(month) ?? []),
      ...ids.map((id) => ({ id, removed: true }) satisfies CaseRow),
    ])
  return all
}

/** Keeps a refused table's problems, so that its sender can look at them again. */
async function refuse(
  context: OperationContext,
  caller: Caller,
  refused: Pick<TableImport, 'ruleset' | 'kind' | 'pathway' | 'source' | 'name' | 'notes'> & {
    readonly county: string | undefined
    readonly read: ReadTable
  },
): Promise<TableImport> {
  const { county, read, ...about } = refused
  const actor = recordedActor(caller)
  const document: TableImport = {
    ...about,
    id: context.newId(),
    revision: 1,
    at: await nextImportAt(context, about.ruleset),
    by: actor.title,
    sender: { kind: actor.kind, id: actor.id },
    status: 'refused',
    rows: 0,
    chunks: [],
    problems: read.problems,
    problemCount: read.problemCount,
  }
  await context.commit([{ kind: 'insert', collection: 'tableImports', document }], {
    action: 'table.refuse',
    actor,
    target: document.ruleset,
    county,
    detail: { import: document.id, kind: document.kind, problems: read.problemCount },
  })
  return document
}
