import type { Clock } from '../ports/clock.ts'
import type { Commit } from '../audit/commit.ts'
import type { StoreReader } from '../ports/store.ts'
import type { ScryptParameters } from './password-hash.ts'

/** What the functions on people work with. */
export interface PeopleContext {
  readonly store: StoreReader
  readonly commit: Commit
  readonly clock: Clock
  /** The work a new password hash costs; the standard unless given. */
  readonly scrypt?: ScryptParameters
}
