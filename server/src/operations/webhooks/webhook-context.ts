import type { WebhookSender } from '../../ports/webhook-sender.ts'
import type { OperationContext } from '../context/operation-context.ts'

/** What operations on webhooks work with beside what every operation does. */
export interface WebhookContext extends OperationContext {
  readonly webhookSender: WebhookSender
}
