import type { StoredDocument } from '../ports/store.ts'

/** What is wrong with a stored version. `unpublished`: the record of its publication is gone, or names another. */
export type Damage = 'missing' | 'changed' | 'unreadable' | 'unpublished'

/** A version that does not open. */
export interface FoundDamage {
  readonly ruleset: string
  readonly version: string
  /** The hash it was published with. */
  readonly hash: string
  /** Empty for what belongs to no county, or where nothing is left that says. */
  readonly county: string
  readonly damage: Damage
}

/** That a version does not open, kept under its hash until it does again. Every server and every start knows it. */
export interface DamagedVersion extends StoredDocument, Omit<FoundDamage, 'hash'> {
  readonly since: string
}
