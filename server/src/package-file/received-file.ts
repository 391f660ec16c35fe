import type { Issue, Layer, Origin, Ruleset, Text } from '@jieli/engine'

/** One version a signed file brings along, as it is stored when it is taken in. */
export interface ReceivedVersion {
  readonly id: string
  readonly version: string
  /** What its own files say, with the exact version of everything it rests on in the file. */
  readonly layer: Layer
  /** As it was published: in the format its layer is written in. */
  readonly ruleset: Ruleset
  readonly origin: Origin
  /** Hash of the bundle it comes to. */
  readonly hash: string
}

/** Why a file from elsewhere may not be used. */
export interface PackageRefusal {
  readonly code: 'incomplete' | 'form' | 'signature' | 'untrusted' | 'hash' | 'bundle' | 'rules'
  readonly message: Text
  readonly issues?: readonly Issue[]
}

/** A file from elsewhere that holds in itself; whether its signer may be believed is not said here. */
export interface ReceivedFile {
  readonly publicKey: string
  readonly fingerprint: string
  /** The version the file is about; the others came with it because it rests on them. */
  readonly about: { readonly id: string; readonly version: string }
  readonly bundle: string
  readonly versions: readonly ReceivedVersion[]
}

export type CheckedPackageFile =
  | { readonly ok: true; readonly file: ReceivedFile }
  | { readonly ok: false; readonly refusal: PackageRefusal }
