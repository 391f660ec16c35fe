import type { CaseRead } from '../../contracts/case-read.ts'
import { reachOf } from '../../contracts/policy.ts'
import type { CaseReadDocument } from '../../documents/case-read-document.ts'
import type { FieldValues } from '../../ports/store.ts'
import { atWithin } from '../context/at-within.ts'
import { type Caller, recordedActor } from '../context/caller.ts'
import { type ListPage, mapPage, type PageAsked, readPage } from '../context/list-page.ts'
import type { OperationContext } from '../context/operation-context.ts'

export interface CaseReadSearch extends PageAsked {
  readonly patient?: string | undefined
  readonly person?: string | undefined
  readonly case?: string | undefined
  /** First and last day. */
  readonly from?: string | undefined
  readonly to?: string | undefined
}

/**
 * Who has read which patient's case, newest first, in the counties the caller may audit. That they have looked is kept in
 * the audit log of each of these before they are answered.
 */
export async function listCaseReads(
  context: OperationContext,
  caller: Caller,
  search: CaseReadSearch,
): Promise<ListPage<CaseRead>> {
  const held = reachOf(caller, 'audit.read').map(({ county }) => county)
  const counties = held.includes('*')
    ? (await context.store.distinct('caseReads', ['county'])).map(([county]) => String(county))
    : [...new Set(held)]
  const query = {
    anyOf: counties.map((county) => rangeOf(county, search)),
    where: atWithin(search),
    sort: { field: 'at', direction: 'descending' },
  } as const
  const page = await readPage(context.store, 'caseReads', query, {
    ...search,
    wanted: asksForMore(search) ? (found) => isAskedFor(search, found) : undefined,
  })
  const { limit: _limit, cursor, ...asked } = search
  const detail = { ...defined(asked), ...(cursor !== undefined && { further: true }) }
  const entry = { action: 'case-reads.read', actor: recordedActor(caller), detail } as const
  const target = search.patient ?? search.person ?? search.case ?? '*'
  const concerned = held.includes('*') ? [''] : counties
  await context.commit(
    [],
    concerned.map((county) => ({ ...entry, target, county })),
  )
  return mapPage(page, present)
}

/** The narrowest range there is an index for. */
function rangeOf(county: string, { patient, person, case: id }: CaseReadSearch): FieldValues {
  if (patient !== undefined) return { county, patient }
  if (id !== undefined) return { county, case: id }
  return person === undefined ? { county } : { county, person }
}

function asksForMore({ patient, person, case: id }: CaseReadSearch): boolean {
  return [patient, person, id].filter((each) => each !== undefined).length > 1
}

function isAskedFor(search: CaseReadSearch, found: CaseReadDocument): boolean {
  const equal = (input: string | undefined, value: string | null) =>
    input === undefined || input === value
  return (
    equal(search.patient, found.patient) &&
    equal(search.person, found.person) &&
    equal(search.case, found.case)
  )
}

function present({ id, at, actor, way, case: read, patient, county }: CaseReadDocument): CaseRead {
  return { id, at, actor, way, case: read, patient, county: county === '' ? null : county }
}

function defined(asked: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const given = Object.entries(asked).filter(([, value]) => value !== undefined)
  return Object.fromEntries(given) as Record<string, string>
}
