import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'

export interface Received {
  readonly headers: IncomingHttpHeaders
  readonly body: string
  readonly path: string
}

/** A receiver of webhooks on this machine, which answers as it is told to. */
export class Receiver {
  readonly received: Received[] = []
  /** What the next is answered with; one that is 0 is never answered. */
  status = 200
  headers: Record<string, string> = {}
  reply = ''
  readonly #server: Server

  constructor() {
    this.#server = createServer((request, response) => {
      void (async () => {
        const { headers, url: path = '' } = request
        this.received.push({ headers, path, body: await text(request) })
        if (this.status === 0) return
        response.writeHead(this.status, this.headers).end(this.reply)
      })()
    })
  }

  async open(): Promise<this> {
    this.#server.listen(0, '127.0.0.1')
    await once(this.#server, 'listening')
    return this
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  get ids(): string[] {
    return this.received.map(({ headers }) => String(headers['webhook-id']))
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections()
    this.#server.close()
    await once(this.#server, 'close')
  }
}
