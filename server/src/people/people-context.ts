import type { Clock } from '../ports/clock.ts'
import type { Commit } from '../audit/commit.ts'
import type { StoreReader } from '../ports/store.ts'
import type { SigningKey } from '../package-file/signing-key.ts'
import type { ScryptParameters } from './password-hash.ts'

/** What the functions on people work with. */
export interface PeopleContext {
  readonly store: StoreReader
  readonly commit: Commit
  readonly clock: Clock
  /** The server's own. */
  readonly signingKey: Pick<SigningKey, 'sign'>
  /** The work a new password hash costs; the standard unless given. */
  readonly scrypt?: ScryptParameters
}
