import { randomUUID } from 'node:crypto'
import type { WebhookDocument } from '../../documents/webhook-documents.ts'
import { readAll } from '../context/read-all.ts'
import { standardWaits } from './back-off.ts'
import type { WebhookContext } from './webhook-context.ts'
import { LeaseWatch } from '../context/lease-watch.ts'
import { takeTurn, type TurnOptions } from './webhook-turn.ts'

/** Webhooks that have their turn at once: one whose receiver is slow holds up none of the others. */
const maxAtOnce = 64

/** Told of a webhook whose turn failed for a reason of our own. */
export type TurnFailed = (error: unknown, webhook: WebhookDocument) => void

/**
 * Sends events to the webhooks that ask for them, again and again: each by turns of its own, beside the others. An event is
 * sent at least once, always under its id, and never before its step is stored.
 */
export class WebhookDelivery {
  readonly #context: WebhookContext
  readonly #options: TurnOptions
  readonly #failed: TurnFailed
  readonly #running = new Map<string, Promise<void>>()

  constructor(
    context: WebhookContext,
    failed: TurnFailed,
    options: {
      /** True where no other process can have the store open. */
      readonly alone: boolean
      readonly waits?: readonly number[]
      readonly draw?: () => number
    },
  ) {
    const holder = randomUUID()
    this.#context = context
    this.#failed = failed
    this.#options = {
      holder,
      leases: new LeaseWatch(holder, options.alone),
      waits: options.waits ?? standardWaits,
      draw: options.draw ?? Math.random,
    }
  }

  /** Begins a turn of every webhook that has none under way. @throws {StoreError} */
  async run(signal?: AbortSignal): Promise<void> {
    for await (const webhook of readAll(this.#context.store, 'webhooks', {}, 100)) {
      if (signal?.aborted === true || this.#running.size >= maxAtOnce) return
      if (webhook.paused || this.#running.has(webhook.id)) continue
      const turn = this.#takeTurns(webhook, signal).finally(() => this.#running.delete(webhook.id))
      this.#running.set(webhook.id, turn)
    }
  }

  /** Resolves when no turn is under way. */
  async settled(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running.values())
  }

  async #takeTurns(webhook: WebhookDocument, signal: AbortSignal | undefined): Promise<void> {
    try {
      // What is changed or paused meanwhile is seen by the next run.
      for (let turns = 0; turns < 10 && signal?.aborted !== true; turns++)
        if (!(await takeTurn(this.#context, webhook, this.#options))) return
    } catch (error) {
      this.#failed(error, webhook)
    }
  }
}
