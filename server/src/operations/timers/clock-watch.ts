import type { ClockStatus } from '../../contracts/health.ts'
import type { Clock } from '../../ports/clock.ts'
import type { CommitDocuments, DocumentStore } from '../../documents/document-store.ts'
import { newestMoment } from './newest-moment.ts'
import type { Heartbeat } from '../../documents/marks.ts'
import { nextWrite } from '../../documents/next-write.ts'

const minute = 60_000
const day = 86_400_000

/** The clocks of servers may differ by this many milliseconds. */
const maxBehind = 5 * minute

/** Nobody leaves a server standing for longer than this many milliseconds without knowing it. */
const maxAhead = 90 * day

/** The server writes down that it runs no more often than this, in milliseconds. */
const beatEvery = 10_000

/** What the clock shows, beside the last moment that is known. */
export interface ClockFinding {
  readonly status: ClockStatus
  readonly now: string
  readonly known: string | null
}

const heartbeatId = 'heartbeat'

/** Compares the clock with what was written, at the start and ever after. */
export class ClockWatch {
  readonly #ports: {
    readonly store: DocumentStore
    readonly commit: CommitDocuments
    readonly clock: Clock
  }
  #known: string | undefined
  #beaten = -Infinity

  constructor(ports: {
    readonly store: DocumentStore
    readonly commit: CommitDocuments
    readonly clock: Clock
  }) {
    this.#ports = ports
  }

  /**
   * What to make of the clock before anything is done by it.
   * @param trusted whoever runs the server says that it is right, whatever was written
   * @throws {StoreError}
   */
  async begin(trusted: boolean): Promise<ClockFinding> {
    const { store, clock } = this.#ports
    const now = clock.now()
    const beat = await store.get<'meta', Heartbeat>('meta', heartbeatId)
    const newest = latestOf(await newestMoment(store), beat?.at)
    const behind = newest !== undefined && isBehind(now, newest)
    const ahead = beat !== undefined && isAhead(now, newest ?? beat.at)
    const status = behind ? 'behind' : ahead ? 'ahead' : 'agrees'
    if (trusted || status === 'agrees') this.#known = now
    return { status, now, known: newest ?? null }
  }

  /** Whether the clock has kept going as a clock does since it was last looked at. */
  look(): ClockStatus {
    const now = this.#ports.clock.now()
    const known = this.#known ?? now
    if (isBehind(now, known)) return 'behind'
    if (isAhead(now, known)) return 'ahead'
    if (Date.parse(now) >= Date.parse(known)) this.#known = now
    return 'agrees'
  }

  /**
   * Writes down that the server runs, unless it has just done so: the store can be written to, and the next start knows
   * when it last was. While the clock is doubted, what it says is not written down.
   * @throws {StoreError}
   */
  async beat(): Promise<void> {
    if (performance.now() - this.#beaten < beatEvery) return
    const status = this.look()
    const before = await this.#ports.store.get<'meta', Heartbeat>('meta', heartbeatId)
    const at = status === 'agrees' ? this.#ports.clock.now() : (before?.at ?? this.#known ?? '')
    const document: Heartbeat = { id: heartbeatId, revision: (before?.revision ?? 0) + 1, at }
    // Whoever is faster has shown as well that the store can be written to.
    await this.#ports.commit([nextWrite('meta', document)], 'mark')
    this.#beaten = performance.now()
  }
}

function latestOf(...moments: readonly (string | undefined)[]): string | undefined {
  return moments
    .filter((moment) => moment !== undefined)
    .toSorted()
    .at(-1)
}

function isBehind(now: string, known: string): boolean {
  return Date.parse(now) < Date.parse(known) - maxBehind
}

function isAhead(now: string, known: string): boolean {
  return Date.parse(now) > Date.parse(known) + maxAhead
}
