import type { AuditEntry } from '../../contracts/audit.ts'
import { reachOf } from '../../contracts/policy.ts'
import { asJson } from '../../contracts/wire.ts'
import type { FieldValues } from '../../ports/store.ts'
import { atWithin } from '../context/at-within.ts'
import type { Caller } from '../context/caller.ts'
import { type ListPage, mapPage, type PageAsked, readPage } from '../context/list-page.ts'
import type { OperationContext } from '../context/operation-context.ts'

export interface AuditSearch extends PageAsked {
  /** Dotted and in the present: `case.start`. */
  readonly action?: string | undefined
  /** The id of what it was done to. */
  readonly target?: string | undefined
  /** First and last day. */
  readonly from?: string | undefined
  readonly to?: string | undefined
}

/**
 * The audit log, newest first: what concerns the counties the caller may audit. What concerns none is for those who may
 * audit every county. What a page costs does not depend on how long the log is.
 */
export async function readAudit(
  context: Pick<OperationContext, 'store'>,
  caller: Caller,
  search: AuditSearch,
): Promise<ListPage<AuditEntry>> {
  const query = {
    anyOf: await rangesOf(context, caller, search),
    where: atWithin(search),
    sort: { field: 'at', direction: 'descending' },
  } as const
  const page = await readPage(context.store, 'audit', query, search)
  // What a detail is hidden under is nobody's but the store's.
  return mapPage(page, ({ salt: _salt, ...entry }) => asJson(entry))
}

/** One range for each county; what was done to one target is found by each action done to it. */
async function rangesOf(
  context: Pick<OperationContext, 'store'>,
  caller: Caller,
  { action, target }: AuditSearch,
): Promise<readonly FieldValues[]> {
  const held = reachOf(caller, 'audit.read').map(({ county }) => county)
  const counties = held.includes('*')
    ? (await context.store.distinct('audit', ['county'])).map(([county = null]) => county)
    : [...new Set(held)]
  if (target === undefined)
    return counties.map((county) => ({ county, ...(action !== undefined && { action }) }))
  const ranges = counties.map(async (county) => {
    const among = { county, target }
    const actions =
      action === undefined ? await context.store.distinct('audit', ['action'], among) : [[action]]
    return actions.map(([each = null]) => ({ ...among, action: each }))
  })
  return (await Promise.all(ranges)).flat()
}
