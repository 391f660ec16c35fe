import type { CaseSummary as ShownSummary } from '../../contracts/case.ts'
import { reachOf } from '../../contracts/policy.ts'
import type { QueryCondition } from '../../ports/store.ts'
import { type Caller, maySeeCase } from '../context/caller.ts'
import { casePlaces } from './case-places.ts'
import { noteCaseRead } from './note-case-read.ts'
import { type CaseRanges, caseRanges, wholeRanges } from './case-ranges.ts'
import type { CaseSummary } from '../../documents/case-document.ts'
import { type ListPage, mapPage, type PageAsked, readPage } from '../context/list-page.ts'
import type { OperationContext } from '../context/operation-context.ts'
import { presentCaseSummary } from './present-case.ts'
import { suspendedVersions } from './suspended-versions.ts'
import { storedAfter, startOfDay } from '../../ports/time.ts'
import { summaries } from '../../ports/collections.ts'

export interface CaseSearch extends PageAsked {
  readonly unit?: string | undefined
  readonly state?: string | undefined
  readonly patient?: string | undefined
  readonly ruleset?: string | undefined
  /** First and last day the case was started on. */
  readonly from?: string | undefined
  readonly to?: string | undefined
}

const day = 86_400_000

type Asked = Pick<OperationContext, 'store' | 'commit' | 'clock' | 'newId'>

/**
 * The cases the caller may see: most recently changed first, or with a first or last day most recently started first.
 * What a page costs does not depend on how many cases there are. A search by patient, by a unit that is not the
 * caller's own, or by a unit's state and days, looks at a thousand cases at most for a page, which then may be short
 * and yet have a next one.
 */
export async function searchCases(
  context: Asked,
  caller: Caller,
  search: CaseSearch,
): Promise<ListPage<ShownSummary>> {
  const { patient } = search
  // A patient has few cases, however many there are of others.
  const { ranges, exact } =
    patient === undefined
      ? await rangesOf(context, caller, search)
      : { ranges: [{ patient }], exact: false }
  const byDay = patient === undefined && isByDay(search)
  const query = {
    anyOf: ranges,
    where: byDay ? startedWithin(search) : [],
    sort: { field: byDay ? 'createdAt' : 'updatedAt', direction: 'descending' },
    only: summaries.cases,
  } as const
  const found = await readPage<'cases', CaseSummary>(context.store, 'cases', query, {
    ...search,
    wanted: exact ? undefined : (each) => isAskedFor(caller, search, each),
  })
  // Of a person who was erased, and of a case that is archived, there is nothing to be shown.
  const items = found.items.filter(({ erased, archived }) => (erased ?? archived ?? null) === null)
  const page = { ...found, items }
  await noteCaseRead(context, caller, 'list', ...page.items)
  const suspensionOf = await suspendedVersions(context, page.items)
  return mapPage(page, (each) => {
    const versionSuspended = suspensionOf(each)
    return { ...presentCaseSummary(each), ...(versionSuspended && { versionSuspended }) }
  })
}

async function rangesOf(context: Asked, caller: Caller, search: CaseSearch): Promise<CaseRanges> {
  const reach = reachOf(caller, 'cases.read')
  const byState = search.state === undefined && isByDay(search)
  const places = await casePlaces(context, reach, { ...search, byState })
  // Somebody of thousands of units is looked for in whole counties, as a patient's cases are in all.
  const input = { unit: search.unit, state: search.state, byDay: isByDay(search) }
  return caseRanges(reach, places, input) ?? wholeRanges(reach, places)
}

function isByDay({ from, to }: CaseSearch): boolean {
  return from !== undefined || to !== undefined
}

function startedWithin({ from, to }: CaseSearch): QueryCondition[] {
  const field = 'createdAt'
  const first = from === undefined ? undefined : startOfDay(from)
  const end = to === undefined ? undefined : storedAfter(startOfDay(to), day)
  return [
    ...(first === undefined
      ? []
      : [{ field, operator: 'greaterThanInclusive', value: first } as const]),
    ...(end === undefined ? [] : [{ field, operator: 'lessThan', value: end } as const]),
  ]
}

/** The same question asked of one case. */
function isAskedFor(caller: Caller, search: CaseSearch, found: CaseSummary): boolean {
  const { unit, state, patient, ruleset } = search
  const equal = (input: string | undefined, value: string | null) =>
    input === undefined || input === value
  return (
    maySeeCase(caller, 'cases.read', found) &&
    (equal(unit, found.fromUnit) || equal(unit, found.toUnit)) &&
    equal(state, found.state) &&
    equal(patient, found.patient) &&
    equal(ruleset, found.ruleset) &&
    startedWithin(search).every(({ operator, value }) =>
      operator === 'lessThan' ? found.createdAt < String(value) : found.createdAt >= String(value),
    )
  )
}
