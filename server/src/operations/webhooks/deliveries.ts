import type { DeliveryPage, ResendInput, Resent, WebhookDelivery } from '../../contracts/webhook.ts'
import type { DeliveryDocument } from '../../documents/webhook-documents.ts'
import { ServerError } from '../../errors/server-error.ts'
import { type Caller, recordedActor } from '../context/caller.ts'
import { type PageAsked, readPage } from '../context/list-page.ts'
import type { OperationContext } from '../context/operation-context.ts'
import { presentEvent } from '../events/present-event.ts'
import { findWebhook } from './find-webhook.ts'

/** So many are sent again by one request. */
const maxResent = 50

/** What a receiver has not taken: parked, or tried again, the longest first. @throws ServerError WEBHOOK_UNKNOWN */
export async function listDeliveries(
  context: OperationContext,
  caller: Caller,
  id: string,
  query: PageAsked & { readonly parked: boolean },
): Promise<DeliveryPage> {
  const webhook = await findWebhook(context, caller, id)
  const page = await readPage(
    context.store,
    'deliveries',
    {
      anyOf: [{ webhook: webhook.id }],
      sort: { field: query.parked ? 'parkedAt' : 'nextAt', direction: 'ascending' },
    },
    query,
  )
  return { ...page, items: await Promise.all(page.items.map((each) => present(context, each))) }
}

async function present(
  { store }: OperationContext,
  delivery: DeliveryDocument,
): Promise<WebhookDelivery> {
  const { id, event, tries, firstAt, triedAt, nextAt = null, parkedAt = null, answer } = delivery
  const found = await store.get('events', event)
  const shown = found && presentEvent(found)
  return {
    id,
    event,
    type: shown?.type ?? null,
    case: shown?.case ?? null,
    tries,
    firstAt,
    triedAt,
    nextAt,
    parkedAt,
    answer,
    body: shown === undefined ? null : JSON.stringify(shown),
  }
}

/**
 * Has what a receiver has not taken sent again at once, from its first try on: one, or all that are parked.
 * @throws ServerError WEBHOOK_UNKNOWN, DELIVERY_UNKNOWN
 */
export async function resend(
  context: OperationContext,
  caller: Caller,
  id: string,
  { delivery }: ResendInput,
): Promise<Resent> {
  const webhook = await findWebhook(context, caller, id)
  const found = await findResent(context, webhook.id, delivery)
  const due = found.slice(0, maxResent)
  // What is asked for is in the log before it is done: doing it again does no harm.
  await context.commit([], {
    action: 'webhook.resend',
    actor: recordedActor(caller),
    target: webhook.id,
    county: webhook.county,
    detail: { events: due.map(({ event }) => event) },
  })
  const now = context.clock.now()
  await Promise.all(
    due.map(async ({ parkedAt: _parked, ...rest }) => {
      const document = { ...rest, revision: rest.revision + 1, tries: 0, nextAt: now }
      const write = { kind: 'replace', collection: 'deliveries', document } as const
      await context.commit([{ ...write, expectedRevision: rest.revision }], 'mark')
    }),
  )
  return { resent: due.length, more: found.length > maxResent }
}

async function findResent(
  { store }: OperationContext,
  webhook: string,
  delivery: string | undefined,
): Promise<readonly DeliveryDocument[]> {
  if (delivery === undefined)
    return await store.find('deliveries', {
      anyOf: [{ webhook }],
      sort: { field: 'parkedAt', direction: 'ascending' },
      limit: maxResent + 1,
    })
  const found = await store.get('deliveries', delivery)
  if (found?.webhook === webhook) return [found]
  throw new ServerError('DELIVERY_UNKNOWN', { id: delivery })
}
