import type { StoredDocument } from '../ports/store.ts'
import type { Grant } from '../contracts/roles.ts'

/** An account as it is stored; `id` is the username. Never sent to anyone: see {@link publicUser}. */
export interface UserDocument extends StoredDocument {
  readonly title: string
  /** What was granted here, by an administrator. */
  readonly grants: readonly Grant[]
  /** What the groups of the person come to, as the site's provider told them at the last sign-in. */
  readonly groupGrants?: readonly Grant[]
  /** Who the person is to the site's provider, where they sign in by it. */
  readonly provider?: { readonly issuer: string; readonly subject: string }
  /** Stands for both of these: one person, one account. */
  readonly providerKey?: string
  /** Who made the account: without grants it belongs to them. Absent or null for the first start's and older ones. */
  readonly madeBy?: string | null
  /** Null where the person signs in by the site's provider, and has none here. */
  readonly password: PasswordHash | null
  readonly disabled: boolean
  /** Counts up whenever the account is signed out everywhere; a session of an earlier count is over. */
  readonly sessionEpoch?: number
  readonly createdAt: string
  readonly passwordChangedAt: string
  /** True while somebody else knows the password: its holder may do nothing before choosing another. */
  readonly mustChangePassword?: boolean
  /** What is shown beside the password, once it was confirmed; null once it was taken away. */
  readonly secondFactor?: SecondFactor | null
  /** A secret that was given out and not confirmed yet, encrypted, and when; null where there is none any more. */
  readonly newSecondFactor?: { readonly sealed: string; readonly at: string } | null
  /** Set on the accounts of the demonstration, which may be tried on this very machine as they are. */
  readonly demo?: true
}

/** A second factor as it is stored. */
export interface SecondFactor {
  /** The secret, encrypted with a key that is not in the store. */
  readonly sealed: string
  readonly since: string
  /** The step of time of the last code that was taken: neither it nor an earlier one is taken again. */
  readonly lastStep: number
  /** Hashes of the codes for when the telephone is lost that are left. */
  readonly recovery: readonly string[]
}

/** A machine's key as it is stored. */
export interface KeyDocument extends StoredDocument {
  readonly hash: string
  /** What the key is for. */
  readonly title: string
  readonly grants: readonly Grant[]
  /** The user who made it; null for the first start. */
  readonly user: string | null
  readonly disabled: boolean
  readonly createdAt: string
  /** From when on it opens nothing; absent or null where it does not run out. */
  readonly expiresAt?: string | null
  /** Set on the demonstration's key, which lies in a file and opens nothing but from this very machine. */
  readonly demo?: true
}

/** A signed-in browser; `id` is the hash of its token. */
export interface SessionDocument extends StoredDocument {
  readonly user: string
  /** The account's count when the session began: once the account counts on, the session is over. */
  readonly epoch?: number
  readonly createdAt: string
  readonly expiresAt: string
  /** Where from: the address, and the browser in its own words. Absent from sessions of an older version. */
  readonly address?: string
  readonly agent?: string
  /** Set while the password alone was shown: it opens nothing but the second step. */
  readonly awaits?: 'secondFactor'
}

/** When something was last used, to the minute; `id` is that of the session or key. */
export interface LastUse extends StoredDocument {
  readonly at: string
  /** When what was used is itself no longer kept; null while it is. */
  readonly expiresAt: string | null
}

/**
 * What is remembered of the tries on one account from one place. `id` stands for both: an account and a browser that
 * signed in with it before, an account and an address, or an account and every place it does not know.
 */
export interface SignInPlace extends StoredDocument {
  /** The account's count of having been signed out everywhere: once it counts on, every place begins anew. */
  readonly epoch: number
  /** Passwords tried since the last that was right. */
  readonly attempts: number
  /** No password is looked at before; null when none has to wait. */
  readonly waitUntil: string | null
  /** Until when the account knows the place; null while its password was never right here. */
  readonly knownUntil: string | null
  /** When all of this may be forgotten. */
  readonly expiresAt: string
}

/** How much work a guess costs; kept with each hash, so that it may be raised later. */
export interface ScryptParameters {
  /** N: a power of two. */
  readonly cost: number
  readonly blockSize: number
  readonly parallelization: number
}

/** A password as it is stored. */
export interface PasswordHash extends ScryptParameters {
  readonly algorithm: 'scrypt'
  /** Base64. */
  readonly salt: string
  /** Base64. */
  readonly hash: string
}
