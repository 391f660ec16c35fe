import type { TableKind } from '../../exchange/table-kinds.ts'
import type { OperationContext } from '../context/operation-context.ts'
import { findAll } from '../context/read-all.ts'
import { storedAfter, laterOf } from '../../ports/time.ts'
import type { AcceptedTable } from '../../documents/assessment-documents.ts'
import { unpackRows } from '../context/pack-rows.ts'
import { summaries } from '../../ports/collections.ts'

/** When the last table of a ruleset came, in the stored form; nothing before the first. */
async function lastImportAt(
  context: OperationContext,
  ruleset: string,
): Promise<string | undefined> {
  const [last] = await context.store.find('tableImports', {
    where: [{ field: 'ruleset', operator: 'equal', value: ruleset }],
    sort: { field: 'at', direction: 'descending' },
    limit: 1,
  })
  return last?.at
}

/** The moment a table is stored under: now, but after every table before it, so that "later" always says which. */
export async function nextImportAt(context: OperationContext, ruleset: string): Promise<string> {
  const now = context.clock.now()
  const last = await lastImportAt(context, ruleset)
  return last === undefined ? now : laterOf(now, storedAfter(last, 1))
}

/** The moment by which everything that has come is known. */
export async function everythingKnownAt(
  context: OperationContext,
  ruleset: string,
): Promise<string> {
  const now = context.clock.now()
  return laterOf(now, (await lastImportAt(context, ruleset)) ?? now)
}

/** What is asked for: tables of a kind that were known by a moment. */
export interface KnownQuery {
  readonly ruleset: string
  readonly kind: TableKind
  readonly pathway?: string
  /** Tables brought in later do not count. */
  readonly knownAt: string
}

/** The accepted tables of a kind known by a moment, in the order they came. */
export async function knownImports(
  context: OperationContext,
  { ruleset, kind, pathway, knownAt }: KnownQuery,
): Promise<readonly AcceptedTable[]> {
  const known = await acceptedImports(context, { ruleset, kind, until: knownAt })
  return known.filter((table) => pathway === undefined || table.pathway === pathway)
}

/** The accepted tables of a kind in the order they came: all, or those after a moment, or up to one. */
export async function acceptedImports(
  context: OperationContext,
  input: {
    readonly ruleset: string
    readonly kind: TableKind
    readonly after?: string | undefined
    readonly until?: string | undefined
  },
): Promise<readonly AcceptedTable[]> {
  const { ruleset, kind, after, until } = input
  const query = {
    where: [
      { field: 'ruleset', operator: 'equal', value: ruleset },
      { field: 'status', operator: 'equal', value: 'accepted' },
      { field: 'kind', operator: 'equal', value: kind },
      ...(after === undefined
        ? []
        : [{ field: 'at', operator: 'greaterThan', value: after } as const]),
      ...(until === undefined
        ? []
        : [{ field: 'at', operator: 'lessThanInclusive', value: until } as const]),
    ],
    sort: { field: 'at', direction: 'ascending' },
    only: summaries.tableImports,
  } as const
  return await findAll<'tableImports', AcceptedTable>(context.store, 'tableImports', query)
}

/** The rows of an import that lie in the periods asked for, period by period. */
export async function* rowsOf<Row>(
  context: OperationContext,
  table: AcceptedTable,
  wanted: (period: string) => boolean,
): AsyncGenerator<{ readonly period: string; readonly rows: readonly Row[] }, void> {
  for (const { period, id } of table.chunks) {
    if (!wanted(period)) continue
    const chunk = await context.store.get('tableChunks', id)
    // A chunk is stored before the import that names it and never removed.
    if (chunk === undefined) throw new Error(`The chunk ${id} of the import ${table.id} is gone.`)
    yield { period, rows: unpackRows<Row>(chunk.content) }
  }
}
