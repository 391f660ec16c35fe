import type { WebhookContext } from '../operations/webhooks/webhook-context.ts'
import type { EventSignal, EventSignals } from '../operations/events/event-signal.ts'
import type { AuditWatch } from '../operations/audit/audit-watch.ts'
import type { Caller } from '../operations/context/caller.ts'
import type { ErasingContext } from '../operations/retention/erase-beside.ts'
import type { JobContext } from './job-context.ts'
import type { Written } from '../contracts/wire.ts'
import type { AskedOf, HeadOf, HeavyName, ResultOf } from './heavy-operations.ts'

/** What came of a heavy operation: its result as bytes to be sent, and what the route must know of it. */
export interface Outcome<Result, Head> {
  readonly bytes: Written<Result>
  readonly head: Head
}

/**
 * Runs a heavy operation on a thread of the pool.
 * @throws what the operation throws, and ServerError SERVER_BUSY, SERVER_ENDING, WORK_GIVEN_UP, WORK_UNCERTAIN
 */
export type Offload = <Name extends HeavyName>(
  name: Name,
  caller: Caller,
  input: AskedOf<Name>,
  /** Lets go of the job: of what it does no more is wanted. */
  signal?: AbortSignal,
) => Promise<Outcome<ResultOf<Name>, HeadOf<Name>>>

/** What routes work with: operations that are quick here, and a way to have the others run elsewhere. */
export interface ServerContext extends JobContext, WebhookContext, ErasingContext {
  readonly offload: Offload
  /** Verifies the log now and then, and is asked what that came to. */
  readonly auditWatch: AuditWatch
  /** Of what this process did: what other servers did is found by looking. */
  readonly eventSignals: EventSignals
  /** That this process stored a job, or that one is to be left. */
  readonly jobSignal: EventSignal
}
