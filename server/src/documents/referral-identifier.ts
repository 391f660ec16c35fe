import type { StoredDocument } from '../ports/store.ts'

/** A name that a hospital's system has given to a referral. Its id is made of the name: one name, one case. */
export interface ReferralIdentifier extends StoredDocument {
  readonly county: string
  readonly system: string
  readonly value: string
  readonly case: string
}
