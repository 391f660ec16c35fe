import type { WebhookAnswer } from '../ports/webhook-sender.ts'
import type { MadeDocument } from './made-document.ts'
import type { StoredDocument } from '../ports/store.ts'

/** Where events of a county are sent to. Its secrets are worked out from the server's key, and stored nowhere. */
export interface WebhookDocument extends MadeDocument {
  readonly county: string
  /** The units whose events are sent; all of the county where there are none. */
  readonly units: readonly string[]
  /** The types of events that are sent; all where there are none. */
  readonly types: readonly string[]
  readonly url: string
  readonly description: string
  readonly paused: boolean
  readonly createdAt: string
  readonly createdBy: string
  /** The secrets it has had, by their numbers, the newest first; those that are over are left out. */
  readonly secrets: readonly WebhookSecret[]
  /** Where in the feed it begins. */
  readonly from: number
}

export interface WebhookSecret {
  readonly number: number
  /** The server's key it is worked out from. */
  readonly keyId: string
  /** Until when it is still signed with; absent on the one that holds. */
  readonly until?: string
}

/** How far the events of a webhook have been sent. The server's own mark. */
export interface WebhookProgress extends StoredDocument {
  /** What lies in the feed up to here was taken, or waits among the deliveries. */
  readonly position: number
  /** Which server is sending. It counts its beats: one that stands still for long has died. */
  readonly lease: { readonly holder: string; readonly beat: number } | null
  /** How many were taken. */
  readonly taken: number
  readonly takenAt: string | null
  /** The last try that failed. */
  readonly failedAt: string | null
  readonly lastAnswer: WebhookAnswer | null
}

/** Of a webhook and a place in the feed there is one delivery, whoever writes it. Pure. */
export function deliveryId(webhook: string, position: number): string {
  return `${webhook}:${String(position).padStart(15, '0')}`
}

/** An event that a receiver has not taken yet. The server's own mark, until the receiver takes it. */
export interface DeliveryDocument extends StoredDocument {
  readonly webhook: string
  readonly event: string
  readonly position: number
  readonly tries: number
  readonly firstAt: string
  readonly triedAt: string
  readonly answer: WebhookAnswer
  /** When it is tried next; absent once it is parked. */
  readonly nextAt?: string
  /** Since when nobody tries it any more. */
  readonly parkedAt?: string
}
