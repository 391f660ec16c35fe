import type { WebhookProgress } from '../../documents/webhook-documents.ts'

/** A holder whose beat does not move for so long, in milliseconds, has died. A turn is far shorter. */
export const leaseTime = 45_000

/**
 * Whether a webhook is free to be sent for. No clock is compared with another's: a lease is over when this process has seen
 * its beat stand still for long enough, by its own time.
 */
export class LeaseWatch {
  readonly #holder: string
  readonly #alone: boolean
  readonly #seen = new Map<string, { readonly beat: string; readonly since: number }>()

  /** @param alone true where no other process can have the store open: what is held was held by one that died */
  constructor(holder: string, alone: boolean) {
    this.#holder = holder
    this.#alone = alone
  }

  isFree({ id, lease }: Pick<WebhookProgress, 'id' | 'lease'>): boolean {
    if (lease === null || lease.holder === this.#holder || this.#alone) {
      this.#seen.delete(id)
      return true
    }
    const beat = `${lease.holder} ${lease.beat}`
    const seen = this.#seen.get(id)
    if (seen?.beat !== beat) {
      this.#seen.set(id, { beat, since: performance.now() })
      return false
    }
    return performance.now() - seen.since >= leaseTime
  }
}
