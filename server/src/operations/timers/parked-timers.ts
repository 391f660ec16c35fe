import type { Text } from '@jieli/engine'
import { may, mayRuleset, reachOf } from '../../contracts/policy.ts'
import type { Query, QueryCondition } from '../../ports/store.ts'
import { publicationId } from '../bundle-shelf.ts'
import { type Caller, maySeeCase } from '../caller.ts'
import { readCursor, writeCursor } from '../cursor.ts'
import { findDamagedVersions, shownDamage, type ShownProblem } from '../damaged-versions.ts'
import type { CaseDocument, PublicationDocument } from '../documents.ts'
import type { OperationContext } from '../operation-context.ts'

/** A parked timer, as far as whoever asks may know of its case. */
export interface ParkedTimer {
  readonly case: string
  readonly ruleset: string
  readonly version: string
  readonly title: Text
  readonly county: string | null
  readonly dueAt: string
  readonly since: string
  readonly triedAt: string
  readonly tries: number
  readonly problem: ShownProblem
  readonly mayRetry: boolean
  readonly details: Pick<
    CaseDocument,
    'pathway' | 'state' | 'patient' | 'fromUnit' | 'toUnit'
  > | null
}

/** A version that does not open, as lists show it. */
export interface ShownVersion {
  readonly ruleset: string
  readonly version: string
  readonly title: Text
  readonly since: string
  readonly problem: ShownProblem
}

/**
 * The parked timers of the counties the caller audits or administers, the longest overdue first, and the versions that
 * do not open. What a case is about is shown to those who may read it.
 */
export async function listParkedTimers(
  context: OperationContext,
  caller: Caller,
  asked: { readonly limit: number; readonly cursor?: string | undefined },
) {
  const { limit, cursor } = asked
  const query: Query = {
    where: [{ field: 'nextTimerAt', operator: 'equal', value: null }],
    sort: { field: 'stuckTimerAt', direction: 'ascending' },
    ...(cursor !== undefined && { after: readCursor(cursor) }),
    limit: limit + 1,
  }
  const pages = await Promise.all(
    countiesOf(caller).map(
      async (county) =>
        await context.store.find<CaseDocument>('cases', {
          ...query,
          where: [...county, ...(query.where ?? [])],
        }),
    ),
  )
  const found = pages.flat().toSorted((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1))
  const shown = found.slice(0, limit)
  const last = shown.at(-1)
  const titles = new Titles(context)
  return {
    items: await Promise.all(shown.map(async (each) => await present(caller, each, titles))),
    damaged: await damagedVersions(context, caller, titles),
    ...(found.length > limit &&
      last !== undefined && {
        next: writeCursor({ value: last.stuckTimerAt ?? '', id: last.id }),
      }),
  }
}

/** One condition for each county; none at all for whoever looks after every county. */
function countiesOf(caller: Caller): readonly (readonly QueryCondition[])[] {
  const counties = reachOf(caller, 'audit.read').map(({ county }) => county)
  if (counties.includes('*')) return [[]]
  return [...new Set(counties)].map((value) => [{ field: 'county', operator: 'equal', value }])
}

function placeOf({ stuckTimerAt, id }: CaseDocument): string {
  return `${stuckTimerAt ?? ''} ${id}`
}

async function present(caller: Caller, found: CaseDocument, titles: Titles): Promise<ParkedTimer> {
  const { id, ruleset, version, county, stuckTimer } = found
  const { pathway, state, patient, fromUnit, toUnit } = found
  const { dueAt, since, triedAt, tries, code, message } = stuckTimer ?? nothingKnown
  return {
    case: id,
    ruleset,
    version,
    title: await titles.of(ruleset, version),
    county: county === '' ? null : county,
    dueAt,
    since,
    triedAt,
    tries,
    problem: { code, message },
    mayRetry: may(caller, 'timers.manage', { county }),
    details: maySeeCase(caller, 'cases.read', found)
      ? { pathway, state, patient, fromUnit, toUnit }
      : null,
  }
}

const nothingKnown = {
  dueAt: '',
  since: '',
  triedAt: '',
  tries: 0,
  code: '',
  message: { zh: '', en: '' },
}

async function damagedVersions(
  context: OperationContext,
  caller: Caller,
  titles: Titles,
): Promise<readonly ShownVersion[]> {
  const found = [...(await findDamagedVersions(context.store)).values()]
  const mine = found.filter(({ county }) =>
    mayRuleset(caller, 'rulesets.read', county === '' ? {} : { county }),
  )
  return await Promise.all(
    mine.map(async (each) => ({
      ruleset: each.ruleset,
      version: each.version,
      title: await titles.of(each.ruleset, each.version),
      since: each.since,
      problem: shownDamage(each),
    })),
  )
}

/** What rulesets are called: by the record of their publication, else by their id. */
class Titles {
  readonly #context: OperationContext
  readonly #read = new Map<string, Promise<PublicationDocument | undefined>>()

  constructor(context: OperationContext) {
    this.#context = context
  }

  async of(ruleset: string, version: string): Promise<Text> {
    const id = publicationId(ruleset, version)
    const read =
      this.#read.get(id) ?? this.#context.store.get<PublicationDocument>('publications', id)
    this.#read.set(id, read)
    return (await read)?.manifest?.title ?? { zh: ruleset, en: ruleset }
  }
}
