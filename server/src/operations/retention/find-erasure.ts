import type { Erasure, ErasurePage } from '../../contracts/retention.ts'
import type { ErasureDocument } from '../../documents/retention-documents.ts'
import { ServerError } from '../../errors/server-error.ts'
import type { Caller } from '../context/caller.ts'
import { isSame } from '../context/editor-of.ts'
import { mapPage, type PageAsked, readPage } from '../context/list-page.ts'
import type { OperationContext } from '../context/operation-context.ts'
import { readAll } from '../context/read-all.ts'
import type { Person } from './plan-erasure.ts'
import { assertWholeCounty } from './retention-scope.ts'

/** Which erasure of which county. */
export interface ErasureName {
  readonly county: string
  readonly erasure: string
}

/** The erasures of a county, the newest first. @throws ServerError RETENTION_COUNTY */
export async function listErasures(
  { store }: OperationContext,
  caller: Caller,
  { county, ...page }: PageAsked & { readonly county: string },
): Promise<ErasurePage> {
  assertWholeCounty(caller, 'persons.erase', county)
  const sort = { field: 'at', direction: 'descending' } as const
  const found = await readPage(store, 'erasures', { anyOf: [{ county }], sort }, page)
  return mapPage(found, (each) => presentErasure(each, caller))
}

/** An erasure that waits for a second person. @throws ServerError RETENTION_COUNTY, ERASURE_UNKNOWN */
export async function proposedErasure(
  { store }: OperationContext,
  caller: Caller,
  { county, erasure }: ErasureName,
): Promise<ErasureDocument> {
  assertWholeCounty(caller, 'persons.erase', county)
  const found = await store.get('erasures', erasure)
  if (found?.county !== county || found.status !== 'proposed')
    throw new ServerError('ERASURE_UNKNOWN')
  return found
}

/** The erasures of a person, the first first. */
export async function* erasuresOf(
  { store }: Pick<OperationContext, 'store'>,
  { county, patient }: Person,
): AsyncGenerator<ErasureDocument, void> {
  const query = {
    anyOf: [{ county, patient }],
    sort: { field: 'at', direction: 'ascending' },
  } as const
  yield* readAll(store, 'erasures', query, 20)
}

/** An erasure as somebody sees it. Pure. */
export function presentErasure(document: ErasureDocument, caller: Caller): Erasure {
  const { id, county, patient, ground, reason, status, by, at, maker } = document
  const { confirmedBy, confirmedAt, job, doneAt, erased } = document
  const own = isSame(caller, maker)
  const said = { id, county, patient, ground, reason, status, by, at, own }
  return { ...said, confirmedBy, confirmedAt, job, doneAt, erased }
}
