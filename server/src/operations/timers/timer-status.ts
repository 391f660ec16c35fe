import type { Clock } from '../../ports/clock.ts'
import type { DocumentStore } from '../../documents/document-store.ts'
import type { CaseSummary } from '../../documents/case-document.ts'
import { readAll } from '../context/read-all.ts'
import { isParked } from './stuck-timer.ts'
import { summaries } from '../../ports/collections.ts'
import type { ShownProblem } from '../../contracts/common.ts'

/** More stuck timers than this are only said to be more. */
const maxCounted = 1000

/** What was read stands for this many milliseconds, unless something here has changed it. */
const standsFor = 10_000

/** The stuck timers of one version with one cause. */
export interface StuckGroup {
  readonly ruleset: string
  readonly version: string
  readonly bundle: string
  readonly problem: ShownProblem
  readonly parked: number
  /** Those that are still tried again by themselves. */
  readonly retrying: number
  /** The longest overdue of them. */
  readonly dueAt: string
}

/** How the timers of all cases stand. */
export interface TimerStatus {
  readonly parked: number
  readonly retrying: number
  /** Whether there are more than were counted. */
  readonly atLeast: boolean
  /** When the timer that is overdue for longest was due; `null` when none is. */
  readonly oldestOverdueAt: string | null
  readonly groups: readonly StuckGroup[]
}

/** How the timers of all cases stand, read when somebody asks and kept for some seconds. */
export class TimerStatusCache {
  readonly #ports: { readonly store: DocumentStore; readonly clock: Clock }
  #read: { readonly until: number; readonly status: Promise<TimerStatus> } | undefined

  constructor(ports: { readonly store: DocumentStore; readonly clock: Clock }) {
    this.#ports = ports
  }

  /** @throws {StoreError} */
  async read(): Promise<TimerStatus> {
    if (this.#read !== undefined && performance.now() < this.#read.until) return this.#read.status
    const status = readStatus(this.#ports)
    const read = { until: performance.now() + standsFor, status }
    this.#read = read
    try {
      return await status
    } catch (error) {
      if (this.#read === read) this.#read = undefined
      throw error
    }
  }

  /** Something has changed: what was read no longer stands. */
  outdate(): void {
    this.#read = undefined
  }
}

async function readStatus(ports: {
  readonly store: DocumentStore
  readonly clock: Clock
}): Promise<TimerStatus> {
  const groups = new Map<string, StuckGroup>()
  let counted = 0
  for await (const stuck of stuckCases(ports.store)) {
    if (counted === maxCounted) break
    counted++
    const { ruleset, version, bundle, stuckTimer } = stuck
    if (stuckTimer === undefined) continue
    const { code, message, dueAt } = stuckTimer
    const key = `${bundle} ${code}`
    const known = groups.get(key) ?? { parked: 0, retrying: 0, dueAt }
    const parked = isParked(stuck)
    groups.set(key, {
      ruleset,
      version,
      bundle,
      problem: { code, message },
      parked: known.parked + (parked ? 1 : 0),
      retrying: known.retrying + (parked ? 0 : 1),
      dueAt: known.dueAt < dueAt ? known.dueAt : dueAt,
    })
  }
  const found = [...groups.values()]
  const sum = (count: (group: StuckGroup) => number) =>
    found.reduce((total, group) => total + count(group), 0)
  const overdue = [...found.map(({ dueAt }) => dueAt), ...(await firstDue(ports))]
  return {
    parked: sum(({ parked }) => parked),
    retrying: sum(({ retrying }) => retrying),
    atLeast: counted === maxCounted,
    oldestOverdueAt: overdue.toSorted()[0] ?? null,
    groups: found,
  }
}

/** When the first of those in the line was due; none when the line is empty. */
async function firstDue(ports: {
  readonly store: DocumentStore
  readonly clock: Clock
}): Promise<readonly string[]> {
  const [first] = await ports.store.find<'cases', CaseSummary>('cases', {
    where: [{ field: 'nextTimerAt', operator: 'lessThanInclusive', value: ports.clock.now() }],
    sort: { field: 'nextTimerAt', direction: 'ascending' },
    limit: 1,
    only: ['nextTimerAt'],
  })
  return first?.nextTimerAt == null ? [] : [first.nextTimerAt]
}

/** Every case with a stuck timer, the longest overdue first. */
export async function* stuckCases(store: DocumentStore): AsyncGenerator<CaseSummary, void> {
  yield* readAll<'cases', CaseSummary>(store, 'cases', {
    sort: { field: 'stuckTimerAt', direction: 'ascending' },
    only: summaries.cases,
  })
}
