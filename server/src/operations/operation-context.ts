import type { Layer } from '@jieli/engine'
import type { Clock } from '../ports/clock.ts'
import type { RulesetBench } from '../ports/ruleset-bench.ts'
import type { Commit } from '../audit/commit.ts'
import type { Sealer } from '../audit/sealer.ts'
import type { StoreReader } from '../ports/store.ts'
import type { SigningKey } from '../travel/signing-key.ts'
import type { LiveShelf } from './assessment/live-shelf.ts'
import type { BundleShelf } from './bundle-shelf.ts'
import type { CaseTurns } from './case-turns.ts'

/** What every operation is a function of. */
export interface OperationContext {
  readonly store: StoreReader
  readonly commit: Commit
  /** Seals what is kept for ever, with the key of this server. */
  readonly sealer: Sealer
  readonly clock: Clock
  /** A new id nobody can guess or choose. */
  readonly newId: () => string
  readonly bundles: BundleShelf
  readonly turns: CaseTurns
  /** What months come to by what is known now. */
  readonly live: LiveShelf
  /** Where whole rulesets are checked, away from the requests. */
  readonly bench: RulesetBench
  /** The rulesets that come with the program, as their files say them: parents for drafts. */
  readonly bundled: ReadonlyMap<string, Layer>
  /** What this server signs the rulesets it lets travel with. */
  readonly signingKey: SigningKey
}
