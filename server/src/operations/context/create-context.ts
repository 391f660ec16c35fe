import { randomUUID } from 'node:crypto'
import type { Layer } from '@jieli/engine'
import type { AuditedStore } from '../../audit/audited-store.ts'
import { eager } from '../../audit/read-pages.ts'
import type { Clock } from '../../ports/clock.ts'
import { type FirstPasswords, nothingTold } from '../../ports/first-passwords.ts'
import type { SigningKey } from '../../package-file/signing-key.ts'
import { LiveShelf } from '../assessment/live-cache.ts'
import { BundleShelf } from './bundle-cache.ts'
import { CaseTurns } from './keyed-mutex.ts'
import { ClockWatch } from '../timers/clock-watch.ts'
import { damageNoter } from './damaged-versions.ts'
import type { OperationContext } from './operation-context.ts'
import { TimerStandings } from '../timers/timer-standing.ts'

/** Puts together what operations work with, over the ports given. */
export function createContext(ports: {
  readonly store: AuditedStore
  readonly clock: Clock
  readonly bundled: ReadonlyMap<string, Layer>
  readonly signingKey: SigningKey
  readonly firstPasswords?: FirstPasswords
}): OperationContext {
  const { commit, sealer, verify } = ports.store
  return {
    firstPasswords: nothingTold,
    ...ports,
    commit,
    sealer,
    verify: async (since) => await verify(since, eager),
    newId: randomUUID,
    clockWatch: new ClockWatch({ ...ports, commit }),
    bundles: new BundleShelf(ports.store, damageNoter({ ...ports, commit })),
    turns: new CaseTurns(),
    timers: new TimerStandings(ports),
    live: new LiveShelf(),
  }
}
