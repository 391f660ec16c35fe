import { randomUUID } from 'node:crypto'
import { MessageChannel } from 'node:worker_threads'
import type { Layer } from '@jieli/engine'
import type { Written } from '../contracts/wire.ts'
import { ServerError } from '../errors/server-error.ts'
import { BundleCache } from '../operations/context/bundle-cache.ts'
import { damageNoter } from '../operations/context/damaged-versions.ts'
import type { Caller } from '../operations/context/caller.ts'
import type { JobContext } from './job-context.ts'
import type { AuditedStore } from '../audit/audited-store.ts'
import { EventSignal } from '../operations/events/event-signal.ts'
import { signallingCommit } from '../operations/events/signalling-commit.ts'
import { AuditWatch } from '../operations/audit/audit-watch.ts'
import { noWebhooks, type WebhookSender } from '../ports/webhook-sender.ts'
import type { StorePlace } from '../ports/store.ts'
import { JobError, type WorkerPool } from '../ports/worker-pool.ts'
import { crossedError } from './crossed-error.ts'
import { findHeavyOperation, type HeadOf, type ResultOf } from './heavy-operations.ts'
import { JobDesk } from './job-desk.ts'
import { openBeside } from './open-beside.ts'
import type { Offload, ServerContext } from './server-context.ts'
import type { JobHome, JobOutcome, JobTask } from './job-message.ts'
import type { VerifiedPart } from '../contracts/audit.ts'

/** Whose job verifying is: it looks at every county and asks for no right. */
const verifier: Caller = { kind: 'system', id: 'audit', title: 'audit', grants: [] }

/** A context that can offload. Operations are given one that cannot: no job waits for another. */
export function withOffload(
  context: JobContext,
  parts: {
    readonly pool: WorkerPool
    /** What jobs have stored is stored here; what they read they read at its place. */
    readonly store: AuditedStore
    readonly place: StorePlace
    /** Nothing is sent anywhere without one. */
    readonly webhookSender?: WebhookSender | undefined
  },
): ServerContext {
  const home: JobHome = {
    id: randomUUID(),
    store: parts.place,
    bundled: writeBundled(context.bundled),
    signingKey: context.signingKey.privateKey,
    lostKeys: context.sealer.lostKeys,
    algorithms: context.sealer.algorithms,
    checkpointFile: parts.store.checkpointFile,
  }
  const offload: Offload = async (name, caller, input, signal) => {
    const { lane, alone } = findHeavyOperation(name)
    let desk: JobDesk | undefined
    const begin = () => {
      const { port1, port2 } = new MessageChannel()
      desk = new JobDesk(port1, { home, commit: parts.store.commit })
      signal?.addEventListener('abort', () => desk?.close(), { once: true })
      const now = context.clock.now()
      const task: JobTask = { name, caller, input, now, home: home.id, port: port2 }
      return { task, transfer: [port2, ...wholeBuffers(input)] }
    }
    try {
      const by = `${caller.kind} ${caller.id}`
      const outcome = (await parts.pool.run({
        lane,
        by,
        alone: nameAlone(name, alone?.(input)),
        begin,
        signal,
      })) as JobOutcome
      if (!outcome.ok) throw crossedError(outcome.error)
      return {
        bytes: outcome.bytes as Written<ResultOf<typeof name>>,
        head: outcome.head as HeadOf<typeof name>,
      }
    } catch (error) {
      throw error instanceof JobError ? await endedBy(error, desk) : error
    } finally {
      desk?.close()
    }
  }
  const bundles = new BundleCache(
    context.store,
    damageNoter(context),
    openBeside(context.store, offload),
  )
  const verify = async (part: VerifiedPart, signal: AbortSignal) => {
    const since = part === 'newest' ? parts.store.since : undefined
    try {
      return (await offload('verifyAudit', verifier, since, signal)).head
    } catch (error) {
      // Broken off on purpose: nothing went wrong.
      signal.throwIfAborted()
      throw error
    }
  }
  const auditWatch = new AuditWatch(verify, context.clock)
  const eventSignals = { written: new EventSignal(), numbered: new EventSignal() }
  const jobSignal = new EventSignal()
  const commit = signallingCommit(context.commit, eventSignals.written)
  const { webhookSender = noWebhooks } = parts
  return {
    ...context,
    commit,
    eraseDetail: parts.store.eraseDetail,
    bundles,
    offload,
    auditWatch,
    eventSignals,
    jobSignal,
    webhookSender,
  }
}

/** Written once: a thread that begins must not hold up whoever is answered. */
function writeBundled(bundled: ReadonlyMap<string, Layer>): SharedArrayBuffer {
  const bytes = new TextEncoder().encode(JSON.stringify([...bundled]))
  const shared = new SharedArrayBuffer(bytes.length)
  new Uint8Array(shared).set(bytes)
  return shared
}

function nameAlone(name: string, alone: string | undefined): string | undefined {
  return alone === undefined ? undefined : `${name} ${alone}`
}

/** The bytes in what is asked that are all of their buffer: handed over, not copied. Whoever asks keeps none of them. */
function wholeBuffers(input: unknown): ArrayBuffer[] {
  return Object.values((input ?? {}) as object).flatMap((value: unknown) =>
    value instanceof Uint8Array &&
    value.buffer instanceof ArrayBuffer &&
    value.byteLength === value.buffer.byteLength
      ? [value.buffer]
      : [],
  )
}

/** The error to answer with where a job came to no end of its own: what it says of the store is so. */
async function endedBy(error: JobError, desk: JobDesk | undefined): Promise<Error> {
  const { end, retryAfter } = error
  if (desk === undefined && end !== 'unwanted')
    return end === 'closing'
      ? new ServerError('SERVER_ENDING', {}, { retryAfter })
      : new ServerError('SERVER_BUSY', { seconds: retryAfter }, { retryAfter })
  if ((await desk?.mayHaveChanged()) === true)
    return new ServerError('WORK_UNCERTAIN', {}, { retryAfter })
  return end === 'broken' ? error : new ServerError('WORK_GIVEN_UP', {}, { retryAfter })
}
