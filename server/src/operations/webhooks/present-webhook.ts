import type { Webhook } from '../../contracts/webhook.ts'
import type { WebhookDocument } from '../../documents/webhook-documents.ts'
import type { OperationContext } from '../context/operation-context.ts'
import { readProgress } from './find-webhook.ts'
import { isOpen, secretsAt } from './webhook-secret.ts'

/** So many are counted, and no more. */
export const maxCounted = 100

/** A webhook with how it fares. */
export async function presentWebhook(
  context: OperationContext,
  found: WebhookDocument,
): Promise<Webhook> {
  const { id, county, url, description, units, types, paused, createdAt, createdBy } = found
  const now = context.clock.now()
  const progress = await readProgress(context, found)
  const { taken, takenAt, failedAt, lastAnswer } = progress
  const [waiting, parked] = await Promise.all(
    (['nextAt', 'parkedAt'] as const).map(async (field) => await countBy(context, id, field)),
  )
  return {
    id,
    county,
    url,
    description,
    units,
    types,
    paused,
    createdAt,
    createdBy,
    secretsUntil: found.secrets
      .filter(({ until }) => isOpen(until, now))
      .map(({ until }) => until ?? null),
    secretLost: secretsAt(context, found, now).length === 0,
    health: { taken, takenAt, failedAt, lastAnswer, waiting: waiting ?? 0, parked: parked ?? 0 },
  }
}

/** How many events wait, or are parked: up to a hundred. */
export async function countBy(
  { store }: Pick<OperationContext, 'store'>,
  webhook: string,
  field: 'nextAt' | 'parkedAt',
): Promise<number> {
  const found = await store.find('deliveries', {
    anyOf: [{ webhook }],
    sort: { field, direction: 'ascending' },
    limit: maxCounted,
    only: [field],
  })
  return found.length
}
