import { dutyStanding } from '@jieli/engine'
import type { DutiesOfCase } from '../../contracts/duty.ts'
import { reachOf } from '../../contracts/policy.ts'
import type { CaseSummary, OpenDuty } from '../../documents/case-document.ts'
import { summaries } from '../../ports/collections.ts'
import type { Caller } from '../context/caller.ts'
import { readCursor, writeCursor } from '../context/cursor.ts'
import type { ListPage, PageAsked } from '../context/list-page.ts'
import type { OperationContext } from '../context/operation-context.ts'
import { casePlaces } from './case-places.ts'
import { soundDuties } from './sound-duties.ts'
import { type DutyRanges, dutyRanges } from './duty-ranges.ts'

export interface DutiesAsked extends PageAsked {
  readonly unit?: string | undefined
  readonly county?: string | undefined
  readonly ruleset?: string | undefined
  /** Only what is late. */
  readonly late?: boolean | undefined
}

type Asked = Pick<OperationContext, 'store' | 'clock'>

/** A case as one question found it. */
interface Found {
  readonly value: string
  readonly document: CaseSummary
  readonly side: DutyRanges['side']
}

/**
 * What the units of the caller owe in cases that go on, the first due first, so that what is late comes first and what
 * has no time, or is not known to be owed, last. A case stands where the first of its duties is due; one in which the
 * caller is on both sides may stand twice, each time with what one side owes. What a page costs does not depend on how
 * many cases there are.
 */
export async function listDuties(
  context: Asked,
  caller: Caller,
  asked: DutiesAsked,
): Promise<ListPage<DutiesOfCase>> {
  const { unit, county, ruleset, late = false, limit, cursor } = asked
  const now = context.clock.now()
  const reach = reachOf(caller, 'cases.read').filter(
    (each) => county === undefined || each.county === '*' || each.county === county,
  )
  const places = await casePlaces(context, reach, { ruleset, byState: false })
  const here = places.filter((place) => county === undefined || place.county === county)
  const after = cursor === undefined ? undefined : readCursor(cursor)
  const parts = await Promise.all(
    dutyRanges(reach, here, unit).map(async ({ field, side, ranges }) => {
      const found = await context.store.find<'cases', CaseSummary>('cases', {
        anyOf: ranges,
        where: late ? [{ field, operator: 'lessThan', value: now }] : [],
        sort: { field, direction: 'ascending' },
        ...(after && { after }),
        limit: limit + 1,
        only: summaries.cases,
      })
      return found.map((document): Found => ({ value: document[field] ?? '', document, side }))
    }),
  )
  const found = parts.flat().toSorted(inOrder)
  // A case on both sides of which the caller stands is not parted by the end of a page: the next would leave it out.
  const end = found.findIndex(
    (each, index) => index >= limit && inOrder(each, found[index - 1]!) !== 0,
  )
  const shown = end === -1 ? found : found.slice(0, end)
  const last = shown.at(-1)
  const items = shown.map((each) => presentDuties(each, { now, late }))
  if (end === -1 || last === undefined) return { items }
  return { items, next: writeCursor({ value: last.value, id: last.document.id }) }
}

function inOrder(a: Found, b: Found): number {
  if (a.value !== b.value) return a.value < b.value ? -1 : 1
  const [one, other] = [a.document.id, b.document.id]
  return one === other ? 0 : one < other ? -1 : 1
}

function presentDuties(
  { document, side }: Found,
  { now, late }: { readonly now: string; readonly late: boolean },
): DutiesOfCase {
  const { id, ruleset, version, pathway, county, state, fromUnit, toUnit } = document
  const open = soundDuties(document).filter((duty) => side === undefined || duty.side === side)
  const duties = open
    .map((duty) => presentDuty(document, duty, now))
    .filter(({ standing }) => !late || standing === 'late')
  return {
    case: id,
    ruleset,
    version,
    pathway,
    county: county === '' ? null : county,
    state,
    fromUnit,
    toUnit,
    duties,
  }
}

function presentDuty(
  document: CaseSummary,
  open: OpenDuty,
  now: string,
): DutiesOfCase['duties'][number] {
  const { duty, number, title, party, side, begunAt, dueAt, yearMissing } = open
  return {
    duty,
    number,
    title,
    owedBy: { party: party.id, title: party.title, unit: side && document[side] },
    begunAt,
    dueAt: dueAt ?? null,
    yearMissing: yearMissing ?? null,
    standing: dutyStanding(open, now),
  }
}
