/** What became of one try to hand something to a receiver. */
export interface WebhookAnswer {
  /** True where it was taken: a status from 200 to 299. */
  readonly taken: boolean
  readonly status?: number
  /** Why there was no answer. */
  readonly problem?: WebhookProblem
  /** The begin of what was answered. */
  readonly body?: string
  /** Milliseconds. */
  readonly took: number
  /** Seconds the receiver asks to be left alone for. */
  readonly retryAfter?: number
}

/**
 * - `address`: the name stands for an address that nothing is sent to.
 * - `unencrypted`: `http` to an address that is not one of the site's own.
 * - `name`: the name stands for no address. `timeout`, `connection`, `certificate`: as they say.
 */
export type WebhookProblem =
  | 'address'
  | 'unencrypted'
  | 'name'
  | 'timeout'
  | 'certificate'
  | 'connection'

/** Sends to receivers outside, within the limits of the site. */
export interface WebhookSender {
  /** Whether an address written with `http` can be right: only where the site names addresses of its own. */
  readonly allowsHttp: boolean
  /** Sends once, follows nothing, and never fails. */
  send(message: {
    readonly url: string
    readonly headers: Readonly<Record<string, string>>
    readonly body: string
  }): Promise<WebhookAnswer>
}

/** For a server that sends nothing. */
export const noWebhooks: WebhookSender = {
  allowsHttp: false,
  send: async () => ({ taken: false, problem: 'address', took: 0 }),
}
