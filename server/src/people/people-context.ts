import type { Clock } from '../ports/clock.ts'
import type { CommitDocuments, DocumentStore } from '../documents/document-store.ts'
import type { SigningKey } from '../package-file/signing-key.ts'
import type { ScryptParameters } from '../documents/people-documents.ts'
import type { LastUses } from './last-uses.ts'
import type { SignInSettings } from './sign-in-settings.ts'

/** What the functions on people work with. */
export interface PeopleContext {
  readonly store: DocumentStore
  readonly commit: CommitDocuments
  readonly clock: Clock
  /** The server's own. */
  readonly signingKey: Pick<SigningKey, 'sign'>
  /** The work a new password hash costs; the standard unless given. */
  readonly scrypt?: ScryptParameters
  /** When sessions were last used. */
  readonly lastUses: LastUses
  /** What the site has settled about signing in. */
  readonly signInSettings: SignInSettings
}
