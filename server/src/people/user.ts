import type { StoredDocument } from '../ports/store.ts'
import type { PasswordHash } from './password-hash.ts'
import type { Grant } from './permissions.ts'

/** A local account as it is stored; `id` is the username. Never sent to anyone: see {@link publicUser}. */
export interface UserDocument extends StoredDocument {
  readonly title: string
  readonly grants: readonly Grant[]
  readonly password: PasswordHash
  readonly disabled: boolean
  /** Sign-ins begun since the last that succeeded. */
  readonly attempts: number
  /** No sign-in is looked at before; null when none has to wait. */
  readonly waitUntil: string | null
  readonly createdAt: string
  readonly passwordChangedAt: string
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
