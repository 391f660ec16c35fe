import { randomUUID } from 'node:crypto'
import type { Layer } from '@jieli/engine'
import type { AuditedStore } from '../audit/audited-store.ts'
import type { Clock } from '../ports/clock.ts'
import type { RulesetBench } from '../ports/ruleset-bench.ts'
import type { SigningKey } from '../travel/signing-key.ts'
import { LiveShelf } from './assessment/live-shelf.ts'
import { BundleShelf } from './bundle-shelf.ts'
import { CaseTurns } from './case-turns.ts'
import type { OperationContext } from './operation-context.ts'

/** Puts together what operations work with, over the ports given. */
export function createContext(ports: {
  readonly store: AuditedStore
  readonly clock: Clock
  readonly bench: RulesetBench
  readonly bundled: ReadonlyMap<string, Layer>
  readonly signingKey: SigningKey
}): OperationContext {
  const { commit, sealer } = ports.store
  return {
    ...ports,
    commit,
    sealer,
    newId: randomUUID,
    bundles: new BundleShelf(ports.store),
    turns: new CaseTurns(),
    live: new LiveShelf(),
  }
}
