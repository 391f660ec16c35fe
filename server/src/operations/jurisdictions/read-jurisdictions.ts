import type { JurisdictionNode } from '../../contracts/jurisdiction.ts'
import { asJson } from '../../contracts/wire.ts'
import { authorities, type Jurisdiction, suggest } from '@jieli/engine'
import { mayRuleset, reachOf } from '../../contracts/policy.ts'
import { ServerError } from '../../errors/server-error.ts'
import type { Query } from '../../ports/store.ts'
import type { Caller } from '../context/caller.ts'
import type { JurisdictionDocument } from '../../documents/jurisdiction-document.ts'
import { type ListPage, type PageAsked, readPage } from '../context/list-page.ts'
import type { OperationContext } from '../context/operation-context.ts'
import { findAll } from '../context/read-all.ts'

/** A page of the tree, by id, as far as the caller may see it: every authority, and of the counties their own. */
export async function listJurisdictions(
  context: OperationContext,
  caller: Caller,
  query: PageAsked,
): Promise<ListPage<JurisdictionDocument>> {
  return await readPage(context.store, 'jurisdictions', seenBy(caller), query)
}

/** One node. @throws ServerError JURISDICTION_UNKNOWN also for a county that is not the caller's */
export async function readJurisdiction(
  context: OperationContext,
  caller: Caller,
  id: string,
): Promise<JurisdictionDocument> {
  const found = await context.store.get('jurisdictions', id)
  if (found !== undefined && maySee(caller, found)) return found
  throw await jurisdictionUnknown(context, caller, id, found?.id)
}

/**
 * The error for a node that is not there, with the nearest name among those the caller may see.
 * @param county set where it is there and not theirs: who reached for it is in that county's log
 */
export async function jurisdictionUnknown(
  context: OperationContext,
  caller: Caller,
  id: string,
  county?: string,
): Promise<ServerError> {
  const nodes = await findAll(context.store, 'jurisdictions', seenBy(caller))
  const known = nodes.map((node) => node.id)
  const values = { id: id.slice(0, 80), suggestion: suggest(id, known) }
  return new ServerError(
    'JURISDICTION_UNKNOWN',
    values,
    county === undefined ? {} : { refused: { target: id, county } },
  )
}

/** Where the nodes lie that the caller may see. */
function seenBy(caller: Caller): Pick<Query, 'anyOf'> {
  const counties = new Set(reachOf(caller, 'rulesets.read').map(({ county }) => county))
  if (counties.has('*')) return {}
  const above = counties.size === 0 ? [] : authorities.filter((level) => level !== 'county')
  return {
    anyOf: [
      ...above.map((level) => ({ level })),
      ...[...counties].map((id) => ({ level: 'county', id })),
    ],
  }
}

function maySee(caller: Caller, { id, level }: Pick<Jurisdiction, 'id' | 'level'>): boolean {
  return mayRuleset(caller, 'rulesets.read', level === 'county' ? { county: id } : {})
}

/** A node without what is kept for whoever comes with an older one. Pure. */
export function presentJurisdiction({
  changes: _,
  ...node
}: JurisdictionDocument): JurisdictionNode {
  return asJson(node)
}
