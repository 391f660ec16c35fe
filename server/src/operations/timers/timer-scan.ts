import { setImmediate as nextTurn } from 'node:timers/promises'
import { ServerError } from '../../errors/server-error.ts'
import { StoreError } from '../../ports/store-error.ts'
import { assertCaseForm } from '../cases/case-form.ts'
import { freed } from '../cases/case-history.ts'
import type { CaseDocument } from '../../documents/case-document.ts'
import type { TimerContext } from './timer-context.ts'
import { type DueCase, findDue, type Place, versionsInUse } from '../cases/due-cases.ts'
import { fireTimersOf } from '../cases/fire-timers-of.ts'
import { nextDue } from '../cases/next-due.ts'
import { replaceCase } from '../cases/replace-case.ts'
import { backOff, withStuckTimer } from './stuck-timer.ts'

/** Due cases up to this many are simply all taken; where there are more, the versions take turns. */
const fewCases = 64

/** So many cases of a version are taken in its turn, all at once. */
const perTurn = 8

/** A case that fires more timers than this goes back into the line, behind those that waited meanwhile. */
const perCase = 20

/** A run ends after this many milliseconds even where more is due: the next begins with what has become due since. */
const maxRun = 1000

/** What a run came to. */
export interface TimerRun {
  readonly fired: number
  /** Cases a timer of which could not be fired. */
  readonly failed: number
  /** Whether more was due when it ended: the next should follow at once. */
  readonly more: boolean
}

/** Told of a case whose timer could not be fired; the scan goes on with the others. */
export type TimerFailed = (error: ServerError, document: CaseDocument) => void

/**
 * Fires every timer that is due. Each fires once, also when several servers scan: the compare-and-set of its case
 * decides. After a standstill they fire as of the moment they were due. While few are due, the longest due comes
 * first; where many are, the versions they run on take turns, the longest due of each first, so that nobody waits for
 * another's backlog. A timer that fails waits longer each time and is then parked, out of everybody's way.
 */
export class TimerScan {
  readonly #context: TimerContext
  readonly #failed: TimerFailed
  /** The version that had the last turn. */
  #last = ''
  /** Cases that failed and could not even be marked: nothing else keeps them from being tried all the time. */
  readonly #unmarked = new Map<string, { readonly tries: number; readonly until: number }>()

  constructor(context: TimerContext, failed: TimerFailed) {
    this.#context = context
    this.#failed = failed
  }

  /** One run: everything due, or as much as fits into a second. @throws {StoreError} when the store does not answer */
  async run(signal?: AbortSignal): Promise<TimerRun> {
    const now = this.#context.clock.now()
    const tally = new Tally(signal)
    const few = await findDue(this.#context, { now, limit: fewCases })
    if (few.length < fewCases) {
      for (let at = 0; at < few.length && !tally.over; at += perTurn)
        await this.#take(few.slice(at, at + perTurn), tally)
      return tally.told
    }
    // The first line is that of all cases together, so that none is left out that no longer says its version.
    const all = ['', ...(await versionsInUse(this.#context))]
    const places = new Map<string, Place>()
    // Begins where the run before left off, so that no version is always the last.
    const behind = all.filter((version) => version <= this.#last)
    let waiting: readonly string[] = [...all.slice(behind.length), ...behind]
    while (waiting.length > 0) {
      const waitOn: string[] = []
      for (const version of waiting) {
        if (tally.over) return tally.told
        this.#last = version
        const due = await findDue(this.#context, {
          now,
          bundle: version === '' ? undefined : version,
          after: places.get(version),
          limit: perTurn,
        })
        await this.#take(due, tally)
        const last = due.at(-1)
        if (last === undefined || due.length < perTurn) continue
        places.set(version, last.place)
        waitOn.push(version)
      }
      waiting = waitOn
    }
    return tally.told
  }

  /** Takes some cases, all at once, and lets others have the thread before the next. */
  async #take(due: readonly DueCase[], tally: Tally): Promise<void> {
    for (const outcome of await Promise.allSettled(due.map(({ id }) => this.#fire(id))))
      if (outcome.status === 'fulfilled') tally.add(outcome.value)
      else tally.unread ??= outcome.reason
    await nextTurn()
  }

  /** How many timers of a case fired; `'failed'` when one could not. @throws {StoreError} */
  async #fire(id: string): Promise<number | 'failed'> {
    const unmarked = this.#unmarked.get(id)
    if (unmarked !== undefined && performance.now() < unmarked.until) return 0
    return await this.#context.mutex.run(id, async () => {
      // Read again: a turn may have passed since the list was made.
      const document = await this.#context.store.get('cases', id)
      if (document === undefined || !isDue(document, this.#context.clock.now())) return 0
      try {
        return await this.#fireOf(document)
      } catch (error) {
        if (error instanceof StoreError && error.code !== 'STORE_TOO_LARGE') throw error
        await this.#mark(id, error)
        return 'failed'
      }
    })
  }

  async #fireOf(document: CaseDocument): Promise<number> {
    assertCaseForm(document)
    const bundle = await this.#context.bundles.bundleOfCase(document)
    const after = await fireTimersOf(this.#context, bundle, document, perCase)
    this.#unmarked.delete(document.id)
    if (after === 'lost') return 0
    const fired = after.revision - document.revision
    if (fired === 0) await this.#putRight(document)
    return fired
  }

  /** A case that says a timer is due and has none would be looked at for ever. */
  async #putRight(document: CaseDocument): Promise<void> {
    const nextTimerAt = nextDue(document.snapshot.timers)
    // The time of a duty that is due this very moment is up only after it.
    if (nextTimerAt === document.nextTimerAt) return
    const revision = document.revision + 1
    await this.#store(document, { ...freed(document), revision, nextTimerAt })
  }

  /** Writes down with the case that a timer of it could not be fired. */
  async #mark(id: string, cause: unknown): Promise<void> {
    const document = await this.#context.store.get('cases', id)
    // Another server may have met it too, and marked it first.
    if (document === undefined || !isDue(document, this.#context.clock.now())) return
    const error = asServerError(cause, document)
    try {
      const next = withStuckTimer(document, error, this.#context.clock.now())
      await this.#store(document, next)
      this.#context.timers.outdate()
      this.#unmarked.delete(id)
    } catch {
      // What cannot be marked is at least not tried all the time.
      const tries = (this.#unmarked.get(id)?.tries ?? 0) + 1
      this.#unmarked.set(id, { tries, until: performance.now() + backOff(tries) })
    }
    // Told once it is written down: whoever looks in between would take the trouble for over.
    this.#failed(error, document)
  }

  async #store(before: CaseDocument, next: CaseDocument): Promise<void> {
    await this.#context.commit([replaceCase(before, next)], 'mark')
  }
}

function isDue({ nextTimerAt }: CaseDocument, now: string): boolean {
  return typeof nextTimerAt === 'string' && nextTimerAt <= now
}

function asServerError(cause: unknown, { id, nextTimerAt }: CaseDocument): ServerError {
  if (cause instanceof ServerError) return cause
  return new ServerError('TIMER_STUCK', { id, at: nextTimerAt ?? '' }, { cause })
}

/** Counts what a run does, and says when it is over. */
class Tally {
  readonly #signal: AbortSignal | undefined
  readonly #until = performance.now() + maxRun
  /** Why a case could not be read or written: it is met again by the next run. */
  unread: unknown
  #taken = 0
  #fired = 0
  #failed = 0
  #more = false

  constructor(signal: AbortSignal | undefined) {
    this.#signal = signal
  }

  add(outcome: number | 'failed'): void {
    this.#taken++
    if (outcome === 'failed') this.#failed++
    else this.#fired += outcome
    if (outcome === perCase) this.#more = true
  }

  /** Whether the run has done enough, or is to stop. */
  get over(): boolean {
    const over = this.#signal?.aborted === true || performance.now() >= this.#until
    if (over) this.#more = true
    return over
  }

  /** @throws {StoreError} where no case at all could be read: then it is the store that fails */
  get told(): TimerRun {
    if (this.#taken === 0 && this.unread !== undefined) throw this.unread
    return { fired: this.#fired, failed: this.#failed, more: this.#more }
  }
}
