import type { StoredDocument } from '../ports/store.ts'
import type { PasswordHash } from './password-hash.ts'
import type { Grant } from '../contracts/roles.ts'

/** A local account as it is stored; `id` is the username. Never sent to anyone: see {@link publicUser}. */
export interface UserDocument extends StoredDocument {
  readonly title: string
  readonly grants: readonly Grant[]
  /** Who made the account: without grants it belongs to them. Absent or null for the first start's and older ones. */
  readonly madeBy?: string | null
  readonly password: PasswordHash
  readonly disabled: boolean
  /** Counts up whenever the account is signed out everywhere; a session of an earlier count is over. */
  readonly sessionEpoch?: number
  readonly createdAt: string
  readonly passwordChangedAt: string
  /** True while somebody else knows the password: its holder may do nothing before choosing another. */
  readonly mustChangePassword?: boolean
  /** Set on the accounts of the demonstration, which may be tried on this very machine as they are. */
  readonly demo?: true
}

/** What others may know of an account. */
export interface PublicUser {
  readonly username: string
  readonly title: string
  readonly grants: readonly Grant[]
}

/** An account without its secrets. Pure. */
export function publicUser({ id, title, grants }: UserDocument): PublicUser {
  return { username: id, title, grants }
}
