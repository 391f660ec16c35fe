import type { StoredDocument } from '../ports/store.ts'

/** A signed token that was taken, until it would no longer hold: it is taken once, by whichever server. */
export interface UsedToken extends StoredDocument {
  readonly expiresAt: string
}
