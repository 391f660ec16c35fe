import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { unmarkedReader } from '../audit/document-mark.ts'
import { createSealer } from '../audit/sealer.ts'
import { LiveShelf } from '../operations/assessment/live-shelf.ts'
import { BundleShelf } from '../operations/bundle-shelf.ts'
import { CaseTurns } from '../operations/case-turns.ts'
import { ClockWatch } from '../operations/clock/clock-watch.ts'
import { damageNoter, type FoundDamage } from '../operations/damaged-versions.ts'
import type { OperationContext } from '../operations/operation-context.ts'
import { TimerStandings } from '../operations/timers/timer-standing.ts'
import { nothingTold } from '../ports/first-passwords.ts'
import type { Store, StorePlace, StoreReader } from '../ports/store.ts'
import { toSigningKey } from '../travel/signing-key.ts'
import { crossError } from './crossed-error.ts'
import { findHeavyOperation } from './heavy-operations.ts'
import type { JobAnswer, JobHome, JobOutcome, JobRequest, JobTask } from './job-message.ts'
import { JobStore } from './job-store.ts'

/** What a thread keeps between the jobs of one server. */
interface Kept extends Pick<
  OperationContext,
  'bundles' | 'turns' | 'live' | 'bundled' | 'signingKey' | 'sealer'
> {
  readonly reader: StoreReader
  readonly close: () => Promise<void>
  /** Writes down for the job that runs that a version does not open. */
  note: (found: FoundDamage) => Promise<void>
}

/** A thread serves one server; several only where tests share it. */
const mostKept = 2

/** Opens a connection of a thread's own to a store, that only reads. */
type OpenReader = (place: StorePlace) => Promise<Store>

/** Makes what each thread of the pool runs: one job at a time, over a connection of its own that only reads. */
export function createJobRunner(open: OpenReader): (task: JobTask) => Promise<JobOutcome> {
  const kept = new Map<string, Kept>()
  return async (task) => await runJob(task, kept, open)
}

async function runJob(
  task: JobTask,
  kept: Map<string, Kept>,
  open: OpenReader,
): Promise<JobOutcome> {
  const { name, caller, asked, port } = task
  try {
    const home = kept.get(task.home) ?? (await moveIn(task, kept, open))
    const { reader, close: _close, note: _note, ...shelves } = home
    const store = new JobStore(reader, port)
    const clock = { now: () => task.now }
    const ports = { store, commit: store.commit, clock }
    home.note = damageNoter(ports)
    const context: OperationContext = {
      ...shelves,
      ...ports,
      newId: randomUUID,
      firstPasswords: nothingTold,
      clockWatch: new ClockWatch(ports),
      timers: new TimerStandings(ports),
    }
    const operation = findHeavyOperation(name)
    const result = await operation.work(context, caller, asked)
    return { ok: true, bytes: operation.write(result), head: operation.head(result) }
  } catch (error) {
    return { ok: false, error: crossError(error) }
  } finally {
    port.close()
  }
}

async function moveIn(
  { home: id, port }: JobTask,
  kept: Map<string, Kept>,
  open: OpenReader,
): Promise<Kept> {
  port.postMessage({ kind: 'home' } satisfies JobRequest)
  const [answer] = (await once(port, 'message')) as [Extract<JobAnswer, { kind: 'home' }>]
  const { store, bundled, signingKey: privateKey, lostKeys }: JobHome = answer.home
  const opened = await open(store)
  const reader = unmarkedReader(opened)
  const moved: Kept = {
    reader,
    close: () => opened.close(),
    bundles: new BundleShelf(reader, async (found) => moved.note(found)),
    note: async () => {},
    turns: new CaseTurns(),
    live: new LiveShelf(),
    bundled,
    signingKey: toSigningKey(privateKey),
    sealer: createSealer({ privateKey }, lostKeys),
  }
  kept.set(id, moved)
  for (const [old, former] of kept) {
    if (kept.size <= mostKept) break
    kept.delete(old)
    await former.close()
  }
  return moved
}
