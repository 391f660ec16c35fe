import type { StoredDocument } from '../ports/store.ts'

/** That some server ran, and what its clock said then. */
export interface Heartbeat extends StoredDocument {
  readonly at: string
}

/** A span of moments that a wrong clock wrote, known for that since somebody has put right what it wrote. */
export interface WrongMoments extends StoredDocument {
  readonly from: string
  readonly until: string
}

/** Which upgrades a store has behind it. */
export interface UpgradeMark extends StoredDocument {
  readonly done: readonly string[]
}

/** Says whether the store was filled, or who is about to. */
export interface FirstStartMark extends StoredDocument {
  readonly done: boolean
  readonly at: string
}

/** The id of a store, kept in it. */
export interface StoreIdDocument extends StoredDocument {
  readonly storeId: string
}

/** Which keys the personal content of a store may be encrypted with, so that it is not opened without them. */
export interface EncryptionMark extends StoredDocument {
  readonly keys: readonly string[]
  /** Whether some of it may have been stored before there was a key. */
  readonly plain: boolean
  /** That contents of attachments are under the same keys; absent where a version wrote the mark that left them as they came. */
  readonly contents?: true
}
