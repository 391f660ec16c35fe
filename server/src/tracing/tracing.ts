import type { IncomingHttpHeaders } from 'node:http'
import type { Store } from '../ports/store.ts'

/** A request under way, as it is told of when it is answered. */
export interface TracedRequest {
  /** Does work that belongs to the request: what it asks of the store lies below it. */
  readonly within: (work: () => void) => void
  /** The number under which the collector knows it, to find it by from a line of the log. */
  readonly traceId: string
  readonly end: (answered: { readonly status: number }) => void
}

/** Tells a collector what requests came to and how long each part took. */
export interface Tracing {
  /** Begins a request; a trace that a system before us began is gone on with. */
  readonly begin: (request: {
    readonly method: string
    /** As it is declared, with its parameters' names. */
    readonly route: string
    readonly id: string
    readonly headers: IncomingHttpHeaders
  }) => TracedRequest
  /** A store that tells of each operation of a request. */
  readonly traced: (store: Store) => Store
  /** Sends what is still here. Never fails: a collector that is gone keeps no server from ending. */
  readonly close: () => Promise<void>
}
