import type { CaseSummary as ShownSummary } from '../../contracts/case.ts'
import { type Reach, reachOf } from '../../contracts/policy.ts'
import type { QueryCondition } from '../../ports/store.ts'
import { type Caller, maySeeCase } from '../context/caller.ts'
import { type CaseRanges, caseRanges, type CasesPlace, wholeRanges } from './case-ranges.ts'
import type { CaseSummary } from '../../documents/case-document.ts'
import { type ListPage, mapPage, type PageAsked, readPage } from '../context/list-page.ts'
import type { OperationContext } from '../context/operation-context.ts'
import { presentCaseSummary } from './present-case.ts'
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

type Asked = Pick<OperationContext, 'store'>

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
  const page = await readPage<'cases', CaseSummary>(context.store, 'cases', query, {
    ...search,
    wanted: exact ? undefined : (found) => isAskedFor(caller, search, found),
  })
  return mapPage(page, presentCaseSummary)
}

async function rangesOf(context: Asked, caller: Caller, search: CaseSearch): Promise<CaseRanges> {
  const reach = reachOf(caller, 'cases.read')
  const places = await placesOf(context, reach, search)
  // Somebody of thousands of units is looked for in whole counties, as a patient's cases are in all.
  const input = { unit: search.unit, state: search.state, byDay: isByDay(search) }
  return caseRanges(reach, places, input) ?? wholeRanges(reach, places)
}

/** The rulesets under which the counties of a reach have cases, as far as they are asked for. */
async function placesOf(
  context: Asked,
  reach: readonly Reach[],
  search: CaseSearch,
): Promise<readonly CasesPlace[]> {
  const counties = new Set(reach.map(({ county }) => county))
  if (counties.has('*')) return await placesAmong(context, search)
  const places = [...counties].map((county) => placesAmong(context, search, county))
  return (await Promise.all(places)).flat()
}

/** The rulesets of one county or of all. By the day they began, cases are looked for state by state. */
async function placesAmong(
  context: Asked,
  search: CaseSearch,
  county?: string,
): Promise<readonly CasesPlace[]> {
  const { ruleset, state } = search
  const byState = state === undefined && isByDay(search)
  const fields = ['county', 'ruleset', ...(byState ? ['state'] : [])]
  const found = await context.store.distinct(
    'cases',
    county === undefined ? fields : fields.slice(1),
    county === undefined ? {} : { county },
  )
  const places = found.map((values) => {
    const texts = values.map(String)
    const [of = '', rules = '', each] = county === undefined ? texts : [county, ...texts]
    return { county: of, ruleset: rules, states: each === undefined ? [] : [each] }
  })
  return [...Map.groupBy(places, (each) => JSON.stringify([each.county, each.ruleset])).values()]
    .map((group) => ({
      ...group[0]!,
      states: byState
        ? group.flatMap(({ states }) => states)
        : state === undefined
          ? undefined
          : [state],
    }))
    .filter((place) => ruleset === undefined || ruleset === place.ruleset)
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
