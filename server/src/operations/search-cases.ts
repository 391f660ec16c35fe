import type { QueryCondition, QuerySort } from '../ports/store.ts'
import { type Caller, caseScope, maySeeCase } from './caller.ts'
import { type Cursor, readCursor, writeCursor } from './cursor.ts'
import type { CaseDocument } from './documents.ts'
import type { OperationContext } from './operation-context.ts'
import { presentCaseSummary, type PresentedCaseSummary } from './present-case.ts'
import { addMilliseconds, startOfDay } from './time.ts'

export interface CaseSearch {
  readonly unit?: string | undefined
  readonly state?: string | undefined
  readonly patient?: string | undefined
  readonly ruleset?: string | undefined
  /** First and last day the case was started on. */
  readonly from?: string | undefined
  readonly to?: string | undefined
  readonly limit: number
  readonly cursor?: string | undefined
}

const newestFirst: QuerySort = { field: 'updatedAt', direction: 'descending' }
const day = 86_400_000

/**
 * The cases the caller may see, most recently changed first. A case belongs to its referring and its receiving
 * unit alike, and the store joins conditions by "and" only, so a search by unit is two searches made into one.
 */
export async function searchCases(
  context: OperationContext,
  caller: Caller,
  search: CaseSearch,
): Promise<{ items: PresentedCaseSummary[]; next?: string }> {
  const after = search.cursor === undefined ? undefined : readCursor(search.cursor)
  const scope = caseScope(caller, 'cases.read')
  const common = conditionsOf(search)
  const branches = branchesOf(search.unit, scope)
  const found = new Map<string, CaseDocument>()
  for (const branch of branches) {
    const page = await findVisible(context, caller, {
      where: [...common, ...branch],
      after,
      limit: search.limit + 1,
    })
    for (const document of page) found.set(document.id, document)
  }
  const sorted = [...found.values()].toSorted(
    (a, b) => compare(b.updatedAt, a.updatedAt) || compare(b.id, a.id),
  )
  const items = sorted.slice(0, search.limit)
  const last = items.at(-1)
  return {
    items: items.map(presentCaseSummary),
    ...(sorted.length > search.limit &&
      last !== undefined && { next: writeCursor({ value: last.updatedAt, id: last.id }) }),
  }
}

/** Reads on until enough visible cases are found: the last word on visibility is per case. */
async function findVisible(
  context: OperationContext,
  caller: Caller,
  wanted: {
    where: readonly QueryCondition[]
    after: Cursor | undefined
    limit: number
  },
): Promise<CaseDocument[]> {
  const { where, limit } = wanted
  const visible: CaseDocument[] = []
  let { after } = wanted
  for (;;) {
    const page = await context.store.find<CaseDocument>('cases', {
      where,
      sort: newestFirst,
      ...(after && { after }),
      limit,
    })
    visible.push(...page.filter((document) => maySeeCase(caller, 'cases.read', document)))
    const last = page.at(-1)
    if (visible.length >= limit || page.length < limit || last === undefined) return visible
    after = { value: last.updatedAt, id: last.id }
  }
}

function conditionsOf(search: CaseSearch): QueryCondition[] {
  const equal = (field: string, value: string | undefined): QueryCondition[] =>
    value === undefined ? [] : [{ field, operator: 'equal', value }]
  return [
    ...equal('state', search.state),
    ...equal('patient', search.patient),
    ...equal('ruleset', search.ruleset),
    ...(search.from === undefined
      ? []
      : [
          {
            field: 'createdAt',
            operator: 'greaterThanInclusive',
            value: startOfDay(search.from),
          } as const,
        ]),
    ...(search.to === undefined
      ? []
      : [
          {
            field: 'createdAt',
            operator: 'lessThan',
            value: addMilliseconds(startOfDay(search.to), day),
          } as const,
        ]),
  ]
}

/** One list of conditions for each search to make. */
function branchesOf(
  unit: string | undefined,
  scope: { counties: '*' | readonly string[]; units: '*' | readonly string[] },
): QueryCondition[][] {
  const counties: QueryCondition[] =
    scope.counties === '*' ? [] : [{ field: 'county', operator: 'in', value: scope.counties }]
  if (scope.units === '*' && unit === undefined) return [counties]
  const units = unit === undefined ? (scope.units as readonly string[]) : [unit]
  return (['fromUnit', 'toUnit'] as const).map((field) => [
    ...counties,
    { field, operator: 'in', value: units },
  ])
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
