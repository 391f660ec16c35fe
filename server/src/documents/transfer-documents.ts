import type { StoredDocument } from '../ports/store.ts'
import type { MadeDocument } from './made-document.ts'

/** A file that was taken in. Its number is given once, so that of two imports at one moment the second looks again. */
export interface ImportDocument extends MadeDocument {
  readonly number: number
  readonly at: string
  readonly by: string
  readonly signer: string
  readonly ruleset: string
  readonly version: string
  /** The id of the file's text. */
  readonly file: string
  /** What of the file was new, and what was here; absent for imports of an earlier program. */
  readonly added?: readonly VersionName[]
  readonly present?: readonly VersionName[]
}

/** A version of a ruleset, by its names. */
export interface VersionName {
  readonly id: string
  readonly version: string
}

/** A signed file as it was received. */
export interface PackageFileDocument extends StoredDocument {
  readonly text: string
}

/** A key whose files may be taken in. Its id is the fingerprint. */
export interface SignerDocument extends MadeDocument {
  readonly publicKey: string
  readonly title: string
  readonly acceptedAt: string
  readonly acceptedBy: string
}
