import { Webhook } from 'standardwebhooks'
import type { EventDocument } from '../../documents/event-document.ts'
import { presentEvent } from '../events/present-event.ts'

/** What is sent of an event. */
export interface WebhookMessage {
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** An event signed by the scheme of Standard Webhooks, once with each secret that holds. */
export function writeMessage(
  event: EventDocument,
  secrets: readonly string[],
  now: string,
): WebhookMessage {
  const body = JSON.stringify(presentEvent(event))
  const moment = new Date(now)
  const signatures = secrets.map((secret) => new Webhook(secret).sign(event.id, moment, body))
  return {
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'user-agent': 'Jieli',
      'webhook-id': event.id,
      'webhook-timestamp': String(Math.floor(moment.getTime() / 1000)),
      'webhook-signature': signatures.join(' '),
    },
    body,
  }
}
