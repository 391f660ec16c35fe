import { dutyStanding } from '@jieli/engine'
import type { ProcedureCase } from '../../contracts/procedure.ts'
import { reachOf, unitsOf } from '../../contracts/policy.ts'
import type { CaseSummary, ProcedureOfCase } from '../../documents/case-document.ts'
import { summaries } from '../../ports/collections.ts'
import { type Caller, maySeeCase } from '../context/caller.ts'
import { type ListPage, mapPage, type PageAsked, readPage } from '../context/list-page.ts'
import type { OperationContext } from '../context/operation-context.ts'
import { firstDue, noDutyTime } from './duty-fields.ts'
import { soundDuties } from './sound-duties.ts'
import { casePlaces } from './case-places.ts'

export interface ProceduresAsked extends PageAsked {
  readonly ruleset?: string | undefined
  /** Only what waits for a unit of the caller. */
  readonly mine?: boolean | undefined
}

/**
 * The cases of the community that the caller may see, most recently changed first: the plans that are on their way and
 * the phases that go on. A thousand are looked at for a page at most, which then may be short and yet have a next one.
 */
export async function listProcedures(
  context: Pick<OperationContext, 'store' | 'clock'>,
  caller: Caller,
  { ruleset, mine = false, ...page }: ProceduresAsked,
): Promise<ListPage<ProcedureCase>> {
  const now = context.clock.now()
  const places = await casePlaces(context, reachOf(caller, 'cases.read'), {
    ruleset,
    byState: false,
  })
  const found = await readPage<'cases', CaseSummary>(
    context.store,
    'cases',
    {
      anyOf: places.map(({ county, ruleset: of }) => ({ county, ruleset: of })),
      where: [],
      sort: { field: 'procedureAt', direction: 'descending' },
      only: summaries.cases,
    },
    {
      ...page,
      wanted: (document) =>
        document.procedure !== undefined &&
        maySeeCase(caller, 'cases.read', document) &&
        (!mine || waitsForCaller(caller, document)),
    },
  )
  return mapPage(found, (document) => presentProcedure(caller, document, now))
}

function waitsForCaller(caller: Caller, { county, procedure, status }: CaseSummary): boolean {
  const own = unitsOf(caller, 'cases.step', county)
  const waitsFor = status === 'done' ? [] : (procedure?.waitsFor ?? [])
  return own === '*' ? waitsFor.length > 0 : waitsFor.some(({ unit }) => own.has(unit))
}

function presentProcedure(caller: Caller, document: CaseSummary, now: string): ProcedureCase {
  const { id, ruleset, version, pathway, county, status, createdAt, updatedAt } = document
  const { title, state, waitsFor } = document.procedure!
  return {
    case: id,
    ruleset,
    version,
    pathway,
    county: county === '' ? null : county,
    status,
    title,
    state,
    waitsFor: status === 'done' ? [] : waitsFor.map((party) => withDue(document, party, now)),
    mine: waitsForCaller(caller, document),
    createdAt,
    updatedAt,
  }
}

/** A party with when the first of what it owes in the case is due. A party is known by its title, as its duties name it. */
function withDue(
  document: CaseSummary,
  party: ProcedureOfCase['waitsFor'][number],
  now: string,
): ProcedureCase['waitsFor'][number] {
  const { zh, en } = party.title
  const owed = soundDuties(document).filter(
    ({ status, party: { title } }) => status === 'owed' && title.zh === zh && title.en === en,
  )
  const first = firstDue(owed)
  return {
    ...party,
    dueAt: first === undefined || first === noDutyTime ? null : first,
    late: owed.some((duty) => dutyStanding(duty, now) === 'late'),
  }
}
