import type { Layer } from '@jieli/engine'
import type { AttachmentSettings } from '../attachments/attachment-settings.ts'
import type { HospitalSettings } from '../operations/context/operation-context.ts'
import type { AuditedStore } from '../audit/audited-store.ts'
import { eager } from '../audit/read-pages.ts'
import type { ArchiveFiles } from '../ports/archive-files.ts'
import type { Clock } from '../ports/clock.ts'
import { type FirstPasswords, noFirstPasswords } from '../ports/first-passwords.ts'
import type { SigningKey } from '../package-file/signing-key.ts'
import { LastUses } from '../people/last-uses.ts'
import { noSecretCipher, type SecretCipher } from '../people/secret-cipher.ts'
import { type SignInSettings, standardSignInSettings } from '../people/sign-in-settings.ts'
import type { SingleSignOn } from '../people/single-sign-on.ts'
import { LiveCache } from '../operations/assessment/live-cache.ts'
import { BundleCache } from '../operations/context/bundle-cache.ts'
import { newId } from '../operations/context/new-id.ts'
import { KeyedMutex } from '../operations/context/keyed-mutex.ts'
import { ClockWatch } from '../operations/timers/clock-watch.ts'
import { damageNoter } from '../operations/context/damaged-versions.ts'
import { TimerStatusCache } from '../operations/timers/timer-status.ts'
import type { JobContext } from './job-context.ts'

/** Puts together what operations work with, over the ports given. */
export function createContext(ports: {
  readonly store: AuditedStore
  readonly clock: Clock
  readonly bundled: ReadonlyMap<string, Layer>
  readonly signingKey: SigningKey
  readonly firstPasswords?: FirstPasswords
  readonly signInSettings?: SignInSettings
  readonly secretCipher?: SecretCipher
  readonly hospitals?: HospitalSettings
  readonly attachments?: AttachmentSettings
  readonly archive?: ArchiveFiles
  readonly singleSignOn?: SingleSignOn
}): JobContext {
  const { commit, sealer, verify } = ports.store
  return {
    firstPasswords: noFirstPasswords,
    signInSettings: standardSignInSettings,
    secretCipher: noSecretCipher,
    ...ports,
    keptBytes: async (sha256) => (await ports.attachments?.contents.open(sha256))?.bytes,
    commit,
    sealer,
    verify: async (since) => await verify(since, eager),
    newId,
    lastUses: new LastUses({ ...ports, commit }),
    clockWatch: new ClockWatch({ ...ports, commit }),
    bundles: new BundleCache(ports.store, damageNoter({ ...ports, commit })),
    mutex: new KeyedMutex(),
    timers: new TimerStatusCache(ports),
    live: new LiveCache(),
  }
}
