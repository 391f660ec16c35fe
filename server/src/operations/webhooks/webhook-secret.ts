import { deriveKey } from '../../audit/sealer.ts'
import type { WebhookDocument } from '../../documents/webhook-documents.ts'
import type { OperationContext } from '../context/operation-context.ts'

/**
 * A secret of a webhook, as Standard Webhooks writes them. It is worked out from the key in the data folder, which no
 * store holds: who can read the store alone can sign nothing.
 */
export function secretOf(
  { signingKey }: Pick<OperationContext, 'signingKey'>,
  webhook: string,
  number: number,
): string {
  const key = deriveKey(signingKey.privateKey, `jieli webhook ${webhook} ${number}`)
  return `whsec_${key.export().toString('base64')}`
}

/** The secrets a webhook is signed with at a moment, the newest first: those worked out from the key that is there. */
export function secretsAt(
  context: Pick<OperationContext, 'signingKey' | 'sealer'>,
  { id, secrets }: Pick<WebhookDocument, 'id' | 'secrets'>,
  now: string,
): string[] {
  return secrets
    .filter(({ keyId, until }) => keyId === context.sealer.keyId && isOpen(until, now))
    .map(({ number }) => secretOf(context, id, number))
}

/** Whether a secret still holds. Pure. */
export function isOpen(until: string | undefined, now: string): boolean {
  return until === undefined || Date.parse(now) < Date.parse(until)
}
