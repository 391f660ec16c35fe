import { once } from 'node:events'
import type { Layer } from '@jieli/engine'
import { unmarkedReader } from '../audit/document-mark.ts'
import { restful } from '../audit/read-pages.ts'
import { createSealer } from '../audit/sealer.ts'
import type { AuditReport } from '../audit/verify/findings.ts'
import { verifyStore } from '../audit/verify/verify-store.ts'
import { LiveCache } from '../operations/assessment/live-cache.ts'
import { auditedCollections } from '../audited-collections.ts'
import { BundleCache } from '../operations/context/bundle-cache.ts'
import { newId } from '../operations/context/new-id.ts'
import { KeyedMutex } from '../operations/context/keyed-mutex.ts'
import { LastUses } from '../people/last-uses.ts'
import { noSecretCipher } from '../people/secret-cipher.ts'
import { standardSignInSettings } from '../people/sign-in-settings.ts'
import { ClockWatch } from '../operations/timers/clock-watch.ts'
import { damageNoter } from '../operations/context/damaged-versions.ts'
import type { FoundDamage } from '../documents/damaged-version.ts'
import type { JobContext } from './job-context.ts'
import { TimerStatusCache } from '../operations/timers/timer-status.ts'
import { noFirstPasswords } from '../ports/first-passwords.ts'
import type { ContentReader } from '../ports/attachment-contents.ts'
import type { Store, StorePlace, StoreReader } from '../ports/store.ts'
import { toSigningKey } from '../package-file/signing-key.ts'
import { crossError } from './crossed-error.ts'
import { findHeavyOperation } from './heavy-operations.ts'
import type { JobAnswer, JobHome, JobOutcome, JobRequest, JobTask } from './job-message.ts'
import { JobStore } from './job-store.ts'

/** What a thread keeps between the jobs of one server. */
interface Kept extends Pick<
  JobContext,
  'bundles' | 'mutex' | 'live' | 'bundled' | 'signingKey' | 'sealer' | 'keptBytes'
> {
  readonly reader: StoreReader
  readonly close: () => Promise<void>
  readonly verify: (since: string | undefined, ended: AbortSignal) => Promise<AuditReport>
  /** Writes down for the job that runs that a version does not open. */
  note: (found: FoundDamage) => Promise<void>
}

/** Milliseconds of rest for each of verifying: whoever waits for the disk comes first. */
const verifyingRest = 1

/** A thread serves one server; several only where tests share it. */
const maxKept = 2

/** Opens connections of a thread's own to a store and to what is kept beside it, that only read. */
interface Openers {
  readonly reader: (place: StorePlace) => Promise<Store>
  readonly contents: (place: StorePlace) => Promise<ContentReader>
}

/** Makes what each thread of the pool runs: one job at a time, over a connection of its own that only reads. */
export function createJobRunner(open: Openers): (task: JobTask) => Promise<JobOutcome> {
  const kept = new Map<string, Kept>()
  return async (task) => await runJob(task, kept, open)
}

async function runJob(task: JobTask, kept: Map<string, Kept>, open: Openers): Promise<JobOutcome> {
  const { name, caller, input, port } = task
  try {
    const home = kept.get(task.home) ?? (await moveIn(task, kept, open))
    const { reader, close: _close, note: _note, verify, ...caches } = home
    const ending = new AbortController()
    // Whoever asked has let go: there is nobody left to tell.
    port.once('close', () => {
      ending.abort()
    })
    const store = new JobStore(reader, port)
    const clock = { now: () => task.now }
    const ports = { store, commit: store.commit, clock }
    home.note = damageNoter(ports)
    const context: JobContext = {
      ...caches,
      ...ports,
      newId,
      verify: async (since) => await verify(since, ending.signal),
      firstPasswords: noFirstPasswords,
      lastUses: new LastUses(ports),
      signInSettings: standardSignInSettings,
      secretCipher: noSecretCipher,
      clockWatch: new ClockWatch(ports),
      timers: new TimerStatusCache(ports),
    }
    const operation = findHeavyOperation(name)
    const result = await operation.work(context, caller, input)
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
  open: Openers,
): Promise<Kept> {
  port.postMessage({ kind: 'home' } satisfies JobRequest)
  const [answer] = (await once(port, 'message')) as [Extract<JobAnswer, { kind: 'home' }>]
  const { store, bundled, signingKey: privateKey, checkpointFile }: JobHome = answer.home
  const { lostKeys, algorithms }: JobHome = answer.home
  const opened = await open.reader(store)
  const reader = unmarkedReader(opened)
  const signingKey = toSigningKey(privateKey)
  const sealer = createSealer({ privateKey }, lostKeys, algorithms)
  // A thread seldom looks at contents.
  const readContents = async <T>(read: (contents: ContentReader) => Promise<T>): Promise<T> => {
    const contents = await open.contents(store)
    try {
      return await read(contents)
    } finally {
      await contents.close()
    }
  }
  const moved: Kept = {
    reader,
    keptBytes: async (sha256) =>
      await readContents(async (contents) => (await contents.open(sha256))?.bytes),
    close: () => opened.close(),
    bundles: new BundleCache(reader, async (found) => moved.note(found)),
    note: async () => {},
    mutex: new KeyedMutex(),
    live: new LiveCache(),
    bundled: readBundled(bundled),
    signingKey,
    sealer,
    verify: async (since, ended) =>
      await readContents(
        async (contents) =>
          // Past the marks that nobody else sees.
          await verifyStore({
            store: opened,
            sealer,
            collections: auditedCollections,
            contents,
            publicKey: signingKey.publicKey,
            checkpointFile,
            since,
            pace: restful(verifyingRest, ended),
          }),
      ),
  }
  kept.set(id, moved)
  for (const [old, former] of kept) {
    if (kept.size <= maxKept) break
    kept.delete(old)
    await former.close()
  }
  return moved
}

function readBundled(shared: SharedArrayBuffer): ReadonlyMap<string, Layer> {
  return new Map(JSON.parse(Buffer.from(shared).toString()) as [string, Layer][])
}
