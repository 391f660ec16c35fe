import { reachOf } from '../../contracts/policy.ts'
import type { RemovedEvents } from '../../documents/retention-documents.ts'
import type { Caller } from '../context/caller.ts'
import type { OperationContext } from '../context/operation-context.ts'
import { readAll } from '../context/read-all.ts'

/** The last event that is gone by its period, of each county of which some are. */
export type RemovedOfCounties = ReadonlyMap<string, RemovedEvents>

/** Counties are few, and one document each says it. */
const counties = 100

/** Of the counties whose events a caller may read: of each the rules alone, however many counties there are. */
export async function removedEvents(
  context: Pick<OperationContext, 'store'>,
  caller: Pick<Caller, 'grants'>,
): Promise<RemovedOfCounties> {
  const reach = [...reachedCounties(caller)]
  if (reach.includes('*')) return await allRemovedEvents(context)
  const rules = await Promise.all(
    reach.map(async (county) => context.store.get('retentionRules', county)),
  )
  return new Map(
    rules.flatMap((found) =>
      found?.eventsRemoved === undefined ? [] : [[found.id, found.eventsRemoved] as const],
    ),
  )
}

/** Of every county: which event a place lies behind that is gone, a caller may not have been allowed to read. */
export async function allRemovedEvents({
  store,
}: Pick<OperationContext, 'store'>): Promise<RemovedOfCounties> {
  const found = new Map<string, RemovedEvents>()
  for await (const { id, eventsRemoved } of readAll(store, 'retentionRules', {}, counties))
    if (eventsRemoved !== undefined) found.set(id, eventsRemoved)
  return found
}

/** The last that is gone of what a caller may read. Pure. */
export function lastRemoved(
  caller: Pick<Caller, 'grants'>,
  removed: RemovedOfCounties,
): RemovedEvents | undefined {
  const reach = reachedCounties(caller)
  return [...removed]
    .filter(([county]) => reach.has('*') || reach.has(county))
    .map(([, last]) => last)
    .toSorted((a, b) => a.position - b.position)
    .at(-1)
}

function reachedCounties(caller: Pick<Caller, 'grants'>): ReadonlySet<string> {
  return new Set(reachOf(caller, 'cases.sensitive').map(({ county }) => county))
}

/** Whether events that a caller may have read lay behind a place, and are gone. Pure. */
export function isBehind(
  caller: Pick<Caller, 'grants'>,
  removed: RemovedOfCounties,
  place: { readonly position: number },
): boolean {
  return place.position < (lastRemoved(caller, removed)?.position ?? 0)
}
