import type { Text } from '@jieli/engine'
import { may, mayRuleset, reachOf } from '../../contracts/policy.ts'
import type { Query } from '../../ports/store.ts'
import { publicationId } from '../context/bundle-cache.ts'
import { type Caller, maySeeCase } from '../context/caller.ts'
import { findDamagedVersions, shownDamage } from '../context/damaged-versions.ts'
import type { CaseSummary } from '../../documents/case-document.ts'
import type { PublicationDocument } from '../../documents/publication-document.ts'
import { type PageAsked, readPage } from '../context/list-page.ts'
import type { OperationContext } from '../context/operation-context.ts'
import { isParked } from './stuck-timer.ts'
import { summaries } from '../../ports/collections.ts'
import type { ParkedTimer, DamagedVersionReply } from '../../contracts/timers.ts'

/**
 * The parked timers of the counties the caller audits or administers, the longest overdue first, and the versions that
 * do not open. What a case is about is shown to those who may read it.
 */
export async function listParkedTimers(
  context: OperationContext,
  caller: Caller,
  input: PageAsked,
) {
  const query = {
    ...rangesOf(caller),
    sort: { field: 'stuckTimerAt', direction: 'ascending' },
    only: summaries.cases,
  } as const
  // Of the stuck timers few are not parked: they are tried again for an hour at most.
  const page = await readPage<'cases', CaseSummary>(context.store, 'cases', query, {
    ...input,
    wanted: isParked,
  })
  const titles = new Titles(context)
  return {
    ...page,
    items: await Promise.all(page.items.map(async (each) => await present(caller, each, titles))),
    damaged: await damagedVersions(context, caller, titles),
  }
}

/** One range for each county; all cases for whoever looks after every county. */
function rangesOf(caller: Caller): Pick<Query, 'anyOf'> {
  const counties = reachOf(caller, 'audit.read').map(({ county }) => county)
  if (counties.includes('*')) return {}
  return { anyOf: [...new Set(counties)].map((county) => ({ county })) }
}

async function present(caller: Caller, found: CaseSummary, titles: Titles): Promise<ParkedTimer> {
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
): Promise<readonly DamagedVersionReply[]> {
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
    const read = this.#read.get(id) ?? this.#context.store.get('publications', id)
    this.#read.set(id, read)
    return (await read)?.manifest?.title ?? { zh: ruleset, en: ruleset }
  }
}
