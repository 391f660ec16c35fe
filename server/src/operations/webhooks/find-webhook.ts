import { mayWhole } from '../../contracts/policy.ts'
import type { WebhookDocument, WebhookProgress } from '../../documents/webhook-documents.ts'
import { ServerError } from '../../errors/server-error.ts'
import type { Caller } from '../context/caller.ts'
import type { OperationContext } from '../context/operation-context.ts'

/** A webhook of a county the caller looks after. @throws ServerError WEBHOOK_UNKNOWN */
export async function findWebhook(
  { store }: Pick<OperationContext, 'store'>,
  caller: Caller,
  id: string,
): Promise<WebhookDocument> {
  const found = await store.get('webhooks', id)
  if (found !== undefined && looksAfter(caller, found)) return found
  throw new ServerError(
    'WEBHOOK_UNKNOWN',
    { id },
    found && { refused: { target: id, county: found.county } },
  )
}

/** Whether the caller looks after the webhooks of its county. Pure. */
export function looksAfter(caller: Caller, { county }: Pick<WebhookDocument, 'county'>): boolean {
  return mayWhole(caller, 'webhooks.manage', county)
}

/** How far a webhook has come: where it begins, as long as nothing was sent. */
export async function readProgress(
  { store }: Pick<OperationContext, 'store'>,
  { id, from }: WebhookDocument,
): Promise<WebhookProgress> {
  return (
    (await store.get('webhookProgress', id)) ?? {
      id,
      revision: 0,
      position: from,
      lease: null,
      taken: 0,
      takenAt: null,
      failedAt: null,
      lastAnswer: null,
    }
  )
}
