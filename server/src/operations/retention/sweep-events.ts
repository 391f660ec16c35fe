import type { EventDocument, FeedHead } from '../../documents/event-document.ts'
import type { RemovedEvents } from '../../documents/retention-documents.ts'
import { deliveryId } from '../../documents/webhook-documents.ts'
import { readAll } from '../context/read-all.ts'
import { endOfFeed, feedHeadId } from '../events/number-events.ts'
import { readProgress } from '../webhooks/find-webhook.ts'
import { cutoff, deliveryRanges } from './due-now.ts'
import {
  end,
  isHeld,
  othersAStep,
  type PurgingContext,
  queryOf,
  type Sweep,
  type Swept,
  tell,
} from './sweep-parts.ts'

/** What no receiver took and nobody tries any more; what is still tried stays. */
export async function sweepDeliveries(context: PurgingContext, sweep: Sweep): Promise<Swept> {
  const { rules, rule, after } = sweep
  const ranges = await deliveryRanges(context, rules.id)
  if (ranges.length === 0) return nothing
  const query = queryOf(context, 'parkedAt', rule, { ranges })
  const found = await context.store.find('deliveries', {
    ...query,
    ...(after && { after }),
    limit: othersAStep,
  })
  const held = heldCases(context)
  let [removed, left] = [0, 0]
  for (const { id, revision, event } of found) {
    const told = await context.store.get('events', event)
    if (told !== undefined && (await held(told))) {
      left += 1
      continue
    }
    const gone = { kind: 'remove', collection: 'deliveries', id } as const
    // Somebody may have it sent again at this moment.
    const { committed } = await context.commit([{ ...gone, expectedRevision: revision }], 'mark')
    if (committed) removed += 1
  }
  await tell(context, sweep, 'parkedDeliveries', removed)
  return { ...end(found, query, after, othersAStep), removed, left, leftSince: null }
}

/**
 * The first events of a county's feed, in its order, as long as they are past their time and were looked at for every
 * webhook. What is held stays, and so does what is still to be delivered. Up to where events are gone is written down before
 * any goes, so that no reader passes them over.
 */
export async function sweepEvents(context: PurgingContext, sweep: Sweep): Promise<Swept> {
  const { rules, rule, after } = sweep
  const county = rules.id
  const until = await sentUntil(context, county)
  const query = {
    anyOf: [{ county }],
    where: [
      { field: 'position', operator: 'greaterThan', value: 0 },
      { field: 'position', operator: 'lessThanInclusive', value: until },
    ],
    sort: { field: 'position', direction: 'ascending' },
  } as const
  const found = await context.store.find('events', {
    ...query,
    ...(after && { after }),
    limit: othersAStep,
  })
  const before = Date.parse(cutoff(context, rule))
  const young = found.findIndex(({ at }) => Date.parse(at) >= before)
  const past = young === -1 ? found : found.slice(0, young)
  const held = heldCases(context)
  const stays = await Promise.all(
    past.map(async (event) => (await held(event)) || (await isAwaited(context, event))),
  )
  const going = past.filter((_, index) => stays[index] !== true)
  await noteRemoved(context, county, going.at(-1))
  let removed = 0
  for (const { id, revision } of going) {
    const gone = { kind: 'remove', collection: 'events', id } as const
    const { committed } = await context.commit([{ ...gone, expectedRevision: revision }], 'mark')
    if (committed) removed += 1
  }
  await tell(context, sweep, 'events', removed)
  const place = end(past, query, after, othersAStep)
  const left = past.length - going.length
  return { ...place, over: young !== -1 || place.over, removed, left, leftSince: null }
}

const nothing: Swept = { after: null, removed: 0, left: 0, leftSince: null, over: true }

/** Up to which place every webhook of a county has been told, and the feed is numbered. */
async function sentUntil(context: PurgingContext, county: string): Promise<number> {
  let until = endOfFeed(await context.store.get<'meta', FeedHead>('meta', feedHeadId))
  for await (const webhook of readAll(context.store, 'webhooks', { anyOf: [{ county }] }))
    until = Math.min(until, (await readProgress(context, webhook)).position)
  return until
}

/** Whether a webhook of the county still has it to deliver, or has parked it. */
async function isAwaited(
  { store }: PurgingContext,
  { county, position = 0 }: EventDocument,
): Promise<boolean> {
  for await (const { id } of readAll(store, 'webhooks', { anyOf: [{ county }] }))
    if ((await store.get('deliveries', deliveryId(id, position))) !== undefined) return true
  return false
}

/** Whether the case of an event is held, or its person; each case is looked at once. */
function heldCases(context: PurgingContext): (event: EventDocument) => Promise<boolean> {
  const known = new Map<string, Promise<boolean>>()
  return async ({ case: id, county }) => {
    if (id === null) return false
    const asked = known.get(id) ?? isCaseHeld(context, id, county)
    known.set(id, asked)
    return await asked
  }
}

async function isCaseHeld(context: PurgingContext, id: string, county: string): Promise<boolean> {
  const found = await context.store.get('cases', id)
  const patient = found?.patient ?? found?.archivedPatient ?? null
  return await isHeld(context, { id, county, patient })
}

/** The server's own mark, which only moves on. */
async function noteRemoved(
  { store, commit }: PurgingContext,
  county: string,
  last: EventDocument | undefined,
): Promise<void> {
  if (last === undefined) return
  const { position = 0, id, at } = last
  const eventsRemoved: RemovedEvents = { position, id, at }
  for (;;) {
    const rules = await store.get('retentionRules', county)
    if (rules === undefined || (rules.eventsRemoved?.position ?? 0) >= position) return
    const { revision } = rules
    const document = { ...rules, revision: revision + 1, eventsRemoved }
    const write = { kind: 'replace', collection: 'retentionRules', document } as const
    if ((await commit([{ ...write, expectedRevision: revision }], 'mark')).committed) return
  }
}
